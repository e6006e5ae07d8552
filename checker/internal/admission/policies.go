package admission

import (
	"context"
	"slices"
	"strings"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/admission"
	"k8s.io/apiserver/pkg/admission/plugin/policy/generic"
	"k8s.io/apiserver/pkg/admission/plugin/policy/matching"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/tools/cache"

	"flotilla.dev/checker/internal/kinds"
)

// policies are the ValidatingAdmissionPolicies of a cluster, as its API server has them.
type policies struct {
	all        []validating.PolicyHook
	dispatcher generic.Dispatcher[validating.PolicyHook]
	interfaces admission.ObjectInterfaces
}

// A Denial is why a policy refuses an object.
type Denial struct {
	Policy string
	// Message is the policy's own.
	Message string
	// Failed means that the policy could not be evaluated for the object, and refuses it for that.
	Failed bool
}

func newPolicies(cluster *Cluster, rendered []runtime.Object, compiled compiled) policies {
	var hooks []validating.PolicyHook
	for _, policy := range only[*admissionregistrationv1.ValidatingAdmissionPolicy](rendered) {
		hook := validating.PolicyHook{Policy: policy, Evaluator: &recorder{policy: policy, compiled: compiled}}
		for _, binding := range only[*admissionregistrationv1.ValidatingAdmissionPolicyBinding](rendered) {
			if binding.Spec.PolicyName == policy.Name {
				hook.Bindings = append(hook.Bindings, binding)
			}
		}
		if kind := policy.Spec.ParamKind; kind != nil {
			hook.ParamInformer, hook.ParamScope = cluster.informer(schema.FromAPIVersionAndKind(kind.APIVersion, kind.Kind))
		}
		hooks = append(hooks, hook)
	}
	matcher := generic.NewPolicyMatcher(matching.NewMatcher(anyNamespace{cluster}, nil))
	return policies{
		hooks, validating.NewDispatcher(newAuthorizer(rendered), matcher),
		admission.NewObjectInterfacesFromScheme(kinds.Scheme),
	}
}

// Denials returns why the cluster's policies, or only one of them, refuse that an account creates an object or, where that
// is allowed, that it applies it again: Flux does that at each interval, of what has not changed too.
func (c *Cluster) Denials(object *unstructured.Unstructured, account user.Info, only ...string) []Denial {
	admitted := c.known.Admitted(object)
	if admitted == nil {
		return nil
	}
	var denials []Denial
	for _, hook := range c.policies.all {
		if len(only) > 0 && !slices.Contains(only, hook.Policy.Name) {
			continue
		}
		denied := c.denials(hook, admission.Create, object, admitted, nil, account)
		if len(denied) == 0 {
			denied = c.denials(hook, admission.Update, object, admitted, admitted.DeepCopyObject(), account)
		}
		denials = append(denials, denied...)
	}
	return denials
}

// denials are those of one policy: a server reports only the first that refuses.
func (c *Cluster) denials(
	hook validating.PolicyHook, operation admission.Operation, object *unstructured.Unstructured, admitted, old runtime.Object,
	account user.Info,
) []Denial {
	var options runtime.Object = &metav1.CreateOptions{}
	if operation == admission.Update {
		options = &metav1.PatchOptions{}
	}
	kind := object.GroupVersionKind()
	attributes := admission.NewAttributesRecord(
		admitted, old, kind, object.GetNamespace(), object.GetName(), c.known.Resource(kind), "", operation, options, false, account,
	)
	recorder := hook.Evaluator.(*recorder)
	recorder.decisions = nil
	err := c.policies.dispatcher.Dispatch(context.Background(), attributes, c.policies.interfaces, []validating.PolicyHook{hook})
	if err != nil {
		return recorder.denials(err)
	}
	return nil
}

// A recorder evaluates a policy, and keeps all of its decisions.
type recorder struct {
	policy    *validating.Policy
	compiled  compiled
	decisions []validating.PolicyDecision
}

func (r *recorder) Validate(
	ctx context.Context, resource schema.GroupVersionResource, attributes *admission.VersionedAttributes,
	parameter runtime.Object, namespace *corev1.Namespace, budget int64, authorizer authorizer.UnconditionalAuthorizer,
) validating.ValidateResult {
	result := r.compiled.of(r.policy).Validate(ctx, resource, attributes, parameter, namespace, budget, authorizer)
	r.decisions = append(r.decisions, result.Decisions...)
	return result
}

func (r *recorder) CompileError() error { return r.compiled.of(r.policy).CompileError() }

// denials are what the policy says or, if it says nothing, why it could not be evaluated: what is wrong with an object makes
// later expressions fail.
func (r *recorder) denials(refusal error) []Denial {
	var denials []Denial
	for _, evaluation := range []validating.PolicyDecisionEvaluation{validating.EvalDeny, validating.EvalError} {
		for _, decision := range r.decisions {
			denial := Denial{r.policy.Name, decision.Message, evaluation == validating.EvalError}
			if decision.Action == validating.ActionDeny && decision.Evaluation == evaluation && !slices.Contains(denials, denial) {
				denials = append(denials, denial)
			}
		}
		if len(denials) > 0 {
			return denials
		}
	}
	_, cause, _ := strings.Cut(refusal.Error(), " denied request: ") // what it reads is missing, or its configuration wrong
	return []Denial{{r.policy.Name, cause, true}}
}

// informer lists the objects of a kind that policies have as their parameter.
func (c *Cluster) informer(kind schema.GroupVersionKind) (informers.GenericInformer, meta.RESTScope) {
	scope := meta.RESTScopeNamespace
	if c.known.Scope(kind) == kinds.ClusterScoped {
		scope = meta.RESTScopeRoot
	}
	objects := c.parameters[kind]
	if objects == nil {
		objects = index[runtime.Object](nil)
	}
	return informer{objects: objects, resource: c.known.Resource(kind).GroupResource()}, scope
}

// An informer has all objects from the beginning.
type informer struct {
	cache.SharedIndexInformer
	objects  cache.Indexer
	resource schema.GroupResource
}

func (i informer) Informer() cache.SharedIndexInformer { return i }

func (i informer) HasSynced() bool { return true }

func (i informer) Lister() cache.GenericLister { return cache.NewGenericLister(i.objects, i.resource) }
