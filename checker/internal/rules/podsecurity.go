package rules

import (
	"cmp"
	"strconv"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/pod-security-admission/admission"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
)

var standards = sync.OnceValue(func() policy.Evaluator {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		panic(err)
	}
	return evaluator
})

// podSecurity refuses pods that the Pod Security level of their namespace refuses, also in the templates that controllers
// make pods of: an API server accepts those, and no pod ever starts.
func podSecurity(object flux.Object, consumer Consumer) []kinds.Finding {
	path, ok := podTemplate(object)
	if !ok {
		return nil
	}
	level := podSecurityLevel(consumer.Cluster.Namespace(object.GetNamespace()).Labels, consumer.Kubernetes)
	var findings []kinds.Finding
	for i, result := range evaluated(&object.Unstructured, level, consumer) {
		if result.Allowed {
			continue
		}
		detail := ""
		if result.ForbiddenDetail != "" {
			detail = " (" + result.ForbiddenDetail + ")"
		}
		culprit := blamed(&object.Unstructured, path, func(changed *unstructured.Unstructured) bool {
			results := evaluated(changed, level, consumer)
			return i < len(results) && results[i] != result // of the same check; a value can be worse than none
		})
		findings = append(findings, kinds.Finding{
			Rule: PodSecurity, Path: cmp.Or(culprit, "spec"),
			Message: "'PATH' in OBJECT must keep to the Pod Security level '" + shown(level) + "' of namespace '" + object.GetNamespace() + "', got ",
			Quote:   result.ForbiddenReason + detail,
			Remedy:  "correct it, or allow it in the fleet with the podSecurity of the tenant or component",
		})
	}
	return findings
}

// podTemplate returns where the metadata and the spec of an object's pods are.
func podTemplate(object flux.Object) (path string, ok bool) {
	spec, ok := podSpec(object)
	return strings.TrimSuffix(strings.TrimSuffix(spec, "spec"), "."), ok
}

// podSecurityLevel is what labels of a namespace enforce; the latest version is that of the cluster.
func podSecurityLevel(labels map[string]string, kubernetes string) api.LevelVersion {
	open := api.LevelVersion{Level: api.LevelPrivileged, Version: api.LatestVersion()}
	enforced, _ := api.PolicyToEvaluate(labels, api.Policy{Enforce: open, Audit: open, Warn: open})
	level := enforced.Enforce
	if minor, err := strconv.Atoi(strings.TrimPrefix(kubernetes, "1.")); err == nil {
		if cluster := api.MajorMinorVersion(1, minor); cluster.Older(level.Version) {
			level.Version = cluster
		}
	}
	return level
}

func shown(level api.LevelVersion) string {
	if level.Latest() {
		return string(level.Level)
	}
	return level.String()
}

// evaluated has a result for each check of a level, in the same order for all pods.
func evaluated(object *unstructured.Unstructured, level api.LevelVersion, consumer Consumer) []policy.CheckResult {
	admitted := consumer.Known.Admitted(object)
	if admitted == nil {
		return nil
	}
	versioned, err := kinds.Scheme.ConvertToVersion(admitted, object.GroupVersionKind().GroupVersion())
	if err != nil {
		return nil
	}
	metadata, spec, err := admission.DefaultPodSpecExtractor{}.ExtractPodSpec(versioned)
	if err != nil || spec == nil {
		return nil
	}
	return standards().EvaluatePod(level, metadata, spec)
}
