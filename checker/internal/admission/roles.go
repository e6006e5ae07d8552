package admission

import (
	"slices"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	rbaclisters "k8s.io/client-go/listers/rbac/v1"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

// newAuthorizer answers what policies ask about accounts, by the roles of the fleet and those that every cluster has.
func newAuthorizer(rendered []runtime.Object) authorizer.UnconditionalAuthorizer {
	clusterRoles := slices.Concat(pointers(bootstrappolicy.ClusterRoles()), only[*rbacv1.ClusterRole](rendered))
	for _, role := range clusterRoles {
		role.Rules = aggregated(role, clusterRoles, nil)
	}
	return rbac.New(
		&rbac.RoleGetter{Lister: rbaclisters.NewRoleLister(index(only[*rbacv1.Role](rendered)))},
		&rbac.RoleBindingLister{Lister: rbaclisters.NewRoleBindingLister(index(only[*rbacv1.RoleBinding](rendered)))},
		&rbac.ClusterRoleGetter{Lister: rbaclisters.NewClusterRoleLister(index(clusterRoles))},
		&rbac.ClusterRoleBindingLister{Lister: rbaclisters.NewClusterRoleBindingLister(index(slices.Concat(
			pointers(bootstrappolicy.ClusterRoleBindings()), only[*rbacv1.ClusterRoleBinding](rendered),
		)))},
	)
}

func pointers[T any](values []T) []*T {
	var all []*T
	for i := range values {
		all = append(all, &values[i])
	}
	return all
}

// aggregated are the rules of a role with those of the roles that a controller adds to it, such as view's to edit.
func aggregated(role *rbacv1.ClusterRole, all []*rbacv1.ClusterRole, above []*rbacv1.ClusterRole) []rbacv1.PolicyRule {
	if role.AggregationRule == nil || slices.Contains(above, role) {
		return role.Rules
	}
	var rules []rbacv1.PolicyRule
	for i := range role.AggregationRule.ClusterRoleSelectors {
		selector, err := metav1.LabelSelectorAsSelector(&role.AggregationRule.ClusterRoleSelectors[i])
		if err != nil {
			continue
		}
		for _, other := range all {
			if other != role && selector.Matches(labels.Set(other.Labels)) {
				rules = append(rules, aggregated(other, all, append(above, role))...)
			}
		}
	}
	return rules
}
