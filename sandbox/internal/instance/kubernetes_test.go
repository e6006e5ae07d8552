package instance

import (
	"context"
	"fmt"
	"testing"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

func TestServerReportsItsVersion(t *testing.T) {
	version, err := sharedCluster(t).typed.Discovery().ServerVersion()
	must(t, err)
	if version.GitVersion != "v1.37.2" || version.Major != "1" || version.Minor != "37" {
		t.Fatalf("version %v", version)
	}
}

func TestDeploymentBecomesAvailable(t *testing.T) {
	c := sharedCluster(t)
	namespace := c.namespace(t, "available", nil)
	replicas := int32(2)
	labels := map[string]string{"app": "web"}
	deployments := c.typed.AppsV1().Deployments(namespace)
	_, err := deployments.Create(context.Background(), &appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Name: "web"}, Spec: appsv1.DeploymentSpec{
		Replicas: &replicas, Selector: &metav1.LabelSelector{MatchLabels: labels},
		Template: corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: labels},
			Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "web", Image: "registry.example/web"}}}}},
	}, metav1.CreateOptions{})
	must(t, err)
	eventually(t, func() string {
		deployment, err := deployments.Get(context.Background(), "web", metav1.GetOptions{})
		must(t, err)
		if deployment.Status.AvailableReplicas != 2 {
			return fmt.Sprintf("2 available replicas, got %d", deployment.Status.AvailableReplicas)
		}
		return ""
	})
}

func TestNamespaceIsDeletedWithItsContent(t *testing.T) {
	c := sharedCluster(t)
	namespace := c.namespace(t, "deleted", nil)
	must(t, c.createConfigMap(t, c.typed, namespace, "content"))
	must(t, c.typed.CoreV1().Namespaces().Delete(context.Background(), namespace, metav1.DeleteOptions{}))
	eventually(t, func() string {
		if _, err := c.typed.CoreV1().Namespaces().Get(context.Background(), namespace, metav1.GetOptions{}); !apierrors.IsNotFound(err) {
			return "the end of the namespace"
		}
		return ""
	})
}

func TestRolesAreAggregated(t *testing.T) {
	c := sharedCluster(t)
	for _, name := range []string{"admin", "edit", "view"} {
		role, err := c.typed.RbacV1().ClusterRoles().Get(context.Background(), name, metav1.GetOptions{})
		must(t, err)
		if len(role.Rules) < 10 {
			t.Errorf("ClusterRole %s has %d rules", name, len(role.Rules))
		}
	}
}

func TestServiceAccountMayDoWhatItsBindingSays(t *testing.T) {
	c := sharedCluster(t)
	ctx := context.Background()
	own, other := c.namespace(t, "own", nil), c.namespace(t, "other", nil)
	tenant := c.as(t, own, "default")

	who, err := tenant.AuthenticationV1().SelfSubjectReviews().Create(ctx, &authenticationv1.SelfSubjectReview{}, metav1.CreateOptions{})
	must(t, err)
	if user := who.Status.UserInfo.Username; user != "system:serviceaccount:own:default" {
		t.Fatalf("the token is of '%s'", user)
	}

	err = c.createConfigMap(t, tenant, own, "unbound")
	if !apierrors.IsForbidden(err) {
		t.Fatalf("without a binding: %v", err)
	}
	mustContain(t, err.Error(), `User "system:serviceaccount:own:default" cannot create resource "configmaps"`)

	_, err = c.typed.RbacV1().RoleBindings(own).Create(ctx, &rbacv1.RoleBinding{ObjectMeta: metav1.ObjectMeta{Name: "admin"},
		RoleRef:  rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "admin"},
		Subjects: []rbacv1.Subject{{Kind: "ServiceAccount", Name: "default", Namespace: own}}}, metav1.CreateOptions{})
	must(t, err)
	eventually(t, func() string {
		if err := c.createConfigMap(t, tenant, own, "bound"); err != nil {
			return err.Error()
		}
		return ""
	})
	if err := c.createConfigMap(t, tenant, other, "bound"); !apierrors.IsForbidden(err) {
		t.Fatalf("in another namespace: %v", err)
	}
}

func TestAdmissionPolicyIsEnforced(t *testing.T) {
	c := sharedCluster(t)
	ctx := context.Background()
	guarded, free := c.namespace(t, "guarded", map[string]string{"guarded": "yes"}), c.namespace(t, "free", nil)
	admission := c.typed.AdmissionregistrationV1()
	_, err := admission.ValidatingAdmissionPolicies().Create(ctx, &admissionv1.ValidatingAdmissionPolicy{ObjectMeta: metav1.ObjectMeta{Name: "names"},
		Spec: admissionv1.ValidatingAdmissionPolicySpec{
			MatchConstraints: &admissionv1.MatchResources{ResourceRules: []admissionv1.NamedRuleWithOperations{{RuleWithOperations: admissionv1.RuleWithOperations{
				Operations: []admissionv1.OperationType{admissionv1.Create},
				Rule:       admissionv1.Rule{APIGroups: []string{""}, APIVersions: []string{"v1"}, Resources: []string{"configmaps"}}}}}},
			Validations: []admissionv1.Validation{{Expression: "!object.metadata.name.startsWith('forbidden')", Message: "this name is not allowed"}},
		}}, metav1.CreateOptions{})
	must(t, err)
	_, err = admission.ValidatingAdmissionPolicyBindings().Create(ctx, &admissionv1.ValidatingAdmissionPolicyBinding{ObjectMeta: metav1.ObjectMeta{Name: "names"},
		Spec: admissionv1.ValidatingAdmissionPolicyBindingSpec{PolicyName: "names", ValidationActions: []admissionv1.ValidationAction{admissionv1.Deny},
			MatchResources: &admissionv1.MatchResources{NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{"guarded": "yes"}}}},
	}, metav1.CreateOptions{})
	must(t, err)

	attempt := 0
	eventually(t, func() string {
		attempt++
		err = c.createConfigMap(t, c.typed, guarded, fmt.Sprintf("forbidden-%d", attempt))
		if err == nil {
			return "a refusal by the policy"
		}
		return ""
	})
	mustContain(t, err.Error(), "this name is not allowed")
	must(t, c.createConfigMap(t, c.typed, guarded, "allowed"))
	must(t, c.createConfigMap(t, c.typed, free, "forbidden"))
}

func (c cluster) namespace(t *testing.T, name string, labels map[string]string) string {
	t.Helper()
	namespaces := c.typed.CoreV1().Namespaces()
	_, err := namespaces.Create(context.Background(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}, metav1.CreateOptions{})
	must(t, err)
	return name
}

func (c cluster) createConfigMap(t *testing.T, client kubernetes.Interface, namespace, name string) error {
	t.Helper()
	configMap := &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: name}}
	_, err := client.CoreV1().ConfigMaps(namespace).Create(context.Background(), configMap, metav1.CreateOptions{})
	return err
}

// as is a client under the token of a service account, as soon as there is one.
func (c cluster) as(t *testing.T, namespace, serviceAccount string) kubernetes.Interface {
	t.Helper()
	var token string
	eventually(t, func() string {
		request, err := c.typed.CoreV1().ServiceAccounts(namespace).CreateToken(context.Background(), serviceAccount, &authenticationv1.TokenRequest{}, metav1.CreateOptions{})
		if err != nil {
			return err.Error()
		}
		token = request.Status.Token
		return ""
	})
	config := rest.AnonymousClientConfig(c.config)
	config.BearerToken = token
	client, err := kubernetes.NewForConfig(config)
	must(t, err)
	return client
}
