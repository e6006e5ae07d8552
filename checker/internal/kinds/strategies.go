package kinds

import (
	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	certificatesv1 "k8s.io/api/certificates/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	flowcontrolv1 "k8s.io/api/flowcontrol/v1"
	networkingv1 "k8s.io/api/networking/v1"
	nodev1 "k8s.io/api/node/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	resourcev1 "k8s.io/api/resource/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	storagemigrationv1 "k8s.io/api/storagemigration/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
	apiregistrationv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	"k8s.io/kube-aggregator/pkg/registry/apiservice"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/mutatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingwebhookconfiguration"
	"k8s.io/kubernetes/pkg/registry/apps/controllerrevision"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/certificates/certificates"
	"k8s.io/kubernetes/pkg/registry/certificates/clustertrustbundle"
	"k8s.io/kubernetes/pkg/registry/certificates/podcertificaterequest"
	"k8s.io/kubernetes/pkg/registry/coordination/lease"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/endpoint"
	"k8s.io/kubernetes/pkg/registry/core/event"
	"k8s.io/kubernetes/pkg/registry/core/limitrange"
	"k8s.io/kubernetes/pkg/registry/core/namespace"
	"k8s.io/kubernetes/pkg/registry/core/node"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolume"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/podtemplate"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/resourcequota"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/discovery/endpointslice"
	"k8s.io/kubernetes/pkg/registry/flowcontrol/flowschema"
	"k8s.io/kubernetes/pkg/registry/flowcontrol/prioritylevelconfiguration"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/ingressclass"
	"k8s.io/kubernetes/pkg/registry/networking/ipaddress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/networking/servicecidr"
	"k8s.io/kubernetes/pkg/registry/node/runtimeclass"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrole"
	"k8s.io/kubernetes/pkg/registry/rbac/clusterrolebinding"
	"k8s.io/kubernetes/pkg/registry/rbac/role"
	"k8s.io/kubernetes/pkg/registry/rbac/rolebinding"
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/devicetaintrule"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"
	"k8s.io/kubernetes/pkg/registry/scheduling/priorityclass"
	"k8s.io/kubernetes/pkg/registry/storage/csidriver"
	"k8s.io/kubernetes/pkg/registry/storage/csinode"
	"k8s.io/kubernetes/pkg/registry/storage/csistoragecapacity"
	"k8s.io/kubernetes/pkg/registry/storage/storageclass"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattachment"
	"k8s.io/kubernetes/pkg/registry/storage/volumeattributesclass"
	"k8s.io/kubernetes/pkg/registry/storagemigration/storagemigration"
)

// strategies have what an API server does with an object that is created, for the kinds that it serves unless it is
// configured otherwise: the stable versions. Those that ask the cluster something get nobody to ask, and then allow it.
var strategies = map[schema.GroupVersionKind]rest.RESTCreateStrategy{
	admissionregistrationv1.SchemeGroupVersion.WithKind("MutatingAdmissionPolicy"):          mutatingadmissionpolicy.NewStrategy(nil, nil),
	admissionregistrationv1.SchemeGroupVersion.WithKind("MutatingAdmissionPolicyBinding"):   mutatingadmissionpolicybinding.NewStrategy(nil, nil, nil),
	admissionregistrationv1.SchemeGroupVersion.WithKind("MutatingWebhookConfiguration"):     mutatingwebhookconfiguration.Strategy,
	admissionregistrationv1.SchemeGroupVersion.WithKind("ValidatingAdmissionPolicy"):        validatingadmissionpolicy.NewStrategy(nil, nil),
	admissionregistrationv1.SchemeGroupVersion.WithKind("ValidatingAdmissionPolicyBinding"): validatingadmissionpolicybinding.NewStrategy(nil, nil, nil),
	admissionregistrationv1.SchemeGroupVersion.WithKind("ValidatingWebhookConfiguration"):   validatingwebhookconfiguration.Strategy,
	apiextensionsv1.SchemeGroupVersion.WithKind("CustomResourceDefinition"):                 customresourcedefinition.NewStrategy(Scheme),
	apiregistrationv1.SchemeGroupVersion.WithKind("APIService"):                             apiservice.NewStrategy(Scheme),
	appsv1.SchemeGroupVersion.WithKind("ControllerRevision"):                                controllerrevision.Strategy,
	appsv1.SchemeGroupVersion.WithKind("DaemonSet"):                                         daemonset.Strategy,
	appsv1.SchemeGroupVersion.WithKind("Deployment"):                                        deployment.Strategy,
	appsv1.SchemeGroupVersion.WithKind("ReplicaSet"):                                        replicaset.Strategy,
	appsv1.SchemeGroupVersion.WithKind("StatefulSet"):                                       statefulset.Strategy,
	autoscalingv1.SchemeGroupVersion.WithKind("HorizontalPodAutoscaler"):                    horizontalpodautoscaler.Strategy,
	autoscalingv2.SchemeGroupVersion.WithKind("HorizontalPodAutoscaler"):                    horizontalpodautoscaler.Strategy,
	batchv1.SchemeGroupVersion.WithKind("CronJob"):                                          cronjob.Strategy,
	batchv1.SchemeGroupVersion.WithKind("Job"):                                              job.Strategy,
	certificatesv1.SchemeGroupVersion.WithKind("CertificateSigningRequest"):                 certificates.Strategy,
	certificatesv1.SchemeGroupVersion.WithKind("ClusterTrustBundle"):                        clustertrustbundle.Strategy,
	certificatesv1.SchemeGroupVersion.WithKind("PodCertificateRequest"):                     podcertificaterequest.NewStrategy(),
	coordinationv1.SchemeGroupVersion.WithKind("Lease"):                                     lease.Strategy,
	corev1.SchemeGroupVersion.WithKind("ConfigMap"):                                         configmap.Strategy,
	corev1.SchemeGroupVersion.WithKind("Endpoints"):                                         endpoint.Strategy,
	corev1.SchemeGroupVersion.WithKind("Event"):                                             event.Strategy,
	corev1.SchemeGroupVersion.WithKind("LimitRange"):                                        limitrange.Strategy,
	corev1.SchemeGroupVersion.WithKind("Namespace"):                                         namespace.Strategy,
	corev1.SchemeGroupVersion.WithKind("Node"):                                              node.Strategy,
	corev1.SchemeGroupVersion.WithKind("PersistentVolume"):                                  persistentvolume.Strategy,
	corev1.SchemeGroupVersion.WithKind("PersistentVolumeClaim"):                             persistentvolumeclaim.Strategy,
	corev1.SchemeGroupVersion.WithKind("Pod"):                                               pod.Strategy,
	corev1.SchemeGroupVersion.WithKind("PodTemplate"):                                       podtemplate.Strategy,
	corev1.SchemeGroupVersion.WithKind("ReplicationController"):                             replicationcontroller.Strategy,
	corev1.SchemeGroupVersion.WithKind("ResourceQuota"):                                     resourcequota.Strategy,
	corev1.SchemeGroupVersion.WithKind("Secret"):                                            secret.Strategy,
	corev1.SchemeGroupVersion.WithKind("Service"):                                           service.Strategy,
	corev1.SchemeGroupVersion.WithKind("ServiceAccount"):                                    serviceaccount.Strategy,
	discoveryv1.SchemeGroupVersion.WithKind("EndpointSlice"):                                endpointslice.Strategy,
	eventsv1.SchemeGroupVersion.WithKind("Event"):                                           event.Strategy,
	flowcontrolv1.SchemeGroupVersion.WithKind("FlowSchema"):                                 flowschema.Strategy,
	flowcontrolv1.SchemeGroupVersion.WithKind("PriorityLevelConfiguration"):                 prioritylevelconfiguration.Strategy,
	networkingv1.SchemeGroupVersion.WithKind("IPAddress"):                                   ipaddress.Strategy,
	networkingv1.SchemeGroupVersion.WithKind("Ingress"):                                     ingress.Strategy,
	networkingv1.SchemeGroupVersion.WithKind("IngressClass"):                                ingressclass.Strategy,
	networkingv1.SchemeGroupVersion.WithKind("NetworkPolicy"):                               networkpolicy.Strategy,
	networkingv1.SchemeGroupVersion.WithKind("ServiceCIDR"):                                 servicecidr.Strategy,
	nodev1.SchemeGroupVersion.WithKind("RuntimeClass"):                                      runtimeclass.Strategy,
	policyv1.SchemeGroupVersion.WithKind("PodDisruptionBudget"):                             poddisruptionbudget.Strategy,
	rbacv1.SchemeGroupVersion.WithKind("ClusterRole"):                                       clusterrole.Strategy,
	rbacv1.SchemeGroupVersion.WithKind("ClusterRoleBinding"):                                clusterrolebinding.Strategy,
	rbacv1.SchemeGroupVersion.WithKind("Role"):                                              role.Strategy,
	rbacv1.SchemeGroupVersion.WithKind("RoleBinding"):                                       rolebinding.Strategy,
	resourcev1.SchemeGroupVersion.WithKind("DeviceClass"):                                   deviceclass.Strategy,
	resourcev1.SchemeGroupVersion.WithKind("DeviceTaintRule"):                               devicetaintrule.Strategy,
	resourcev1.SchemeGroupVersion.WithKind("ResourceClaim"):                                 resourceclaim.NewStrategy(nil, nil),
	resourcev1.SchemeGroupVersion.WithKind("ResourceClaimTemplate"):                         resourceclaimtemplate.NewStrategy(nil),
	resourcev1.SchemeGroupVersion.WithKind("ResourceSlice"):                                 resourceslice.Strategy,
	schedulingv1.SchemeGroupVersion.WithKind("PriorityClass"):                               priorityclass.Strategy,
	storagev1.SchemeGroupVersion.WithKind("CSIDriver"):                                      csidriver.Strategy,
	storagev1.SchemeGroupVersion.WithKind("CSINode"):                                        csinode.Strategy,
	storagev1.SchemeGroupVersion.WithKind("CSIStorageCapacity"):                             csistoragecapacity.Strategy,
	storagev1.SchemeGroupVersion.WithKind("StorageClass"):                                   storageclass.Strategy,
	storagev1.SchemeGroupVersion.WithKind("VolumeAttachment"):                               volumeattachment.Strategy,
	storagev1.SchemeGroupVersion.WithKind("VolumeAttributesClass"):                          volumeattributesclass.Strategy,
	storagemigrationv1.SchemeGroupVersion.WithKind("StorageVersionMigration"):               storagemigration.Strategy,
}
