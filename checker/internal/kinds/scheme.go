package kinds

import (
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/kube-aggregator/pkg/apis/apiregistration/install"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/admissionregistration/install"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/certificates/install"
	_ "k8s.io/kubernetes/pkg/apis/coordination/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/discovery/install"
	_ "k8s.io/kubernetes/pkg/apis/events/install"
	_ "k8s.io/kubernetes/pkg/apis/flowcontrol/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/node/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	_ "k8s.io/kubernetes/pkg/apis/rbac/install"
	_ "k8s.io/kubernetes/pkg/apis/resource/install"
	_ "k8s.io/kubernetes/pkg/apis/scheduling/install"
	_ "k8s.io/kubernetes/pkg/apis/storage/install"
	_ "k8s.io/kubernetes/pkg/apis/storagemigration/install"
	"k8s.io/kubernetes/pkg/capabilities"
)

// Scheme has Kubernetes' own kinds with their defaults and conversions, as an API server has them.
var Scheme = withDefinitions(legacyscheme.Scheme)

// clients has the kinds that the libraries of clients know. Their own scheme may not be asked, because Helm adds to it.
var clients = func() *runtime.Scheme {
	clients := runtime.NewScheme()
	if err := scheme.AddToScheme(clients); err != nil {
		panic(err)
	}
	return clients
}()

// A server refuses privileged containers unless it is started with --allow-privileged, which installers set: what pods may
// do is then left to Pod Security.
func init() {
	capabilities.Setup(true, 0)
}

func withDefinitions(scheme *runtime.Scheme) *runtime.Scheme {
	apiextensions.Install(scheme)
	install.Install(scheme)
	return scheme
}
