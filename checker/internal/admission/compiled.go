package admission

import (
	"encoding/json"
	"sync"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	"k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/admission/plugin/policy/validating"
	"k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions"
	"k8s.io/apiserver/pkg/cel/environment"
)

// environments are those in which an API server compiles the expressions of policies that it has stored.
var environments = sync.OnceValue(func() *environment.EnvSet {
	return environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())
})

// compiled are policies by their text, each compiled when an object first meets it.
type compiled map[string]validating.Validator

func (c compiled) of(policy *validating.Policy) validating.Validator {
	text, err := json.Marshal(policy.Spec)
	if err != nil {
		return validating.NewValidator(nil, nil, nil, nil, policy.Spec.FailurePolicy, err)
	}
	if c[string(text)] == nil {
		c[string(text)] = compile(policy)
	}
	return c[string(text)]
}

// compile gives the expressions of a policy to the API server's compiler, as the server's own plug-in does, which keeps its
// function to itself.
func compile(policy *validating.Policy) validating.Validator {
	spec := policy.Spec
	compiler, err := cel.NewCompositedCompiler(environments())
	if err != nil {
		return validating.NewValidator(nil, nil, nil, nil, spec.FailurePolicy, err)
	}
	checks := cel.OptionalVariableDeclarations{HasParams: spec.ParamKind != nil, HasAuthorizer: true}
	messages := cel.OptionalVariableDeclarations{HasParams: spec.ParamKind != nil}
	compiler.CompileAndStoreVariables(each(spec.Variables, func(one admissionregistrationv1.Variable) cel.NamedExpressionAccessor {
		return &validating.Variable{Name: one.Name, Expression: one.Expression}
	}), checks, environment.StoredExpressions)
	evaluator := func(expressions []cel.ExpressionAccessor, variables cel.OptionalVariableDeclarations) cel.ConditionEvaluator {
		return compiler.CompileCondition(expressions, variables, environment.StoredExpressions)
	}
	var matcher matchconditions.Matcher
	if len(spec.MatchConditions) > 0 {
		matcher = matchconditions.NewMatcher(evaluator(each(spec.MatchConditions, func(one admissionregistrationv1.MatchCondition) cel.ExpressionAccessor {
			return (*matchconditions.MatchCondition)(&one)
		}), checks), spec.FailurePolicy, "policy", "validate", policy.Name)
	}
	return validating.NewValidator(
		evaluator(each(spec.Validations, func(one admissionregistrationv1.Validation) cel.ExpressionAccessor {
			return &validating.ValidationCondition{Expression: one.Expression, Message: one.Message, Reason: one.Reason}
		}), checks),
		matcher,
		evaluator(each(spec.AuditAnnotations, func(one admissionregistrationv1.AuditAnnotation) cel.ExpressionAccessor {
			return &validating.AuditAnnotationCondition{Key: one.Key, ValueExpression: one.ValueExpression}
		}), checks),
		evaluator(each(spec.Validations, func(one admissionregistrationv1.Validation) cel.ExpressionAccessor {
			if one.MessageExpression == "" {
				return nil
			}
			return &validating.MessageExpressionCondition{MessageExpression: one.MessageExpression}
		}), messages),
		spec.FailurePolicy, nil,
	)
}

func each[From, To any](values []From, convert func(From) To) []To {
	all := make([]To, len(values))
	for i, value := range values {
		all[i] = convert(value)
	}
	return all
}
