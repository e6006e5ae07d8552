package acceptance

import (
	"encoding/json"
	"fmt"
	"testing"
)

// dump shows all values of the release as JSON.
var dump = files{
	"values.yaml": "own: {a: 1, b: 2}\n",
	"templates/app.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: app}
data: {values: {{ toJson .Values | quote }}}
`,
}

func newDump(t *testing.T, attributes object) *sharedRelease {
	s := &sharedRelease{stack: newStack(t)}
	s.makeNamespace()
	s.attributes = object{"name": "app", "namespace": s.namespace, "chart": s.localChart("app", "0.1.0", dump)}
	for name, value := range attributes {
		s.attributes[name] = value
	}
	s.configure()
	return s
}

func (s *sharedRelease) mustHaveValues(want object) {
	s.t.Helper()
	var got object
	s.check(json.Unmarshal([]byte(field(s.mustLive(configMaps, "app"), "data", "values").(string)), &got))
	if fmt.Sprint(got) != fmt.Sprint(want) {
		s.t.Fatalf("the values are %v, want %v", got, want)
	}
}

func TestValuesAreMergedInOrder(t *testing.T) {
	s := newDump(t, object{
		"values": []string{"own: {b: 3}\nlist: [1, 2]\n", "list: [3]\nmore: {x: z}\n", ""},
		"set": []object{
			{"name": "more.number", "value": "7"}, {"name": "more.text", "value": "7", "type": "string"},
			{"name": "more.flag", "value": "true"}, {"name": "literal", "value": "{k: [v]}", "type": "literal"},
			{"name": "more.escaped\\.key", "value": "z"}, {"name": "own.a", "value": "null"},
		},
		"set_list":      []object{{"name": "more.names", "value": []string{"a", "b"}}},
		"set_sensitive": []object{{"name": "more.password", "value": "hunter2"}},
	})
	plan := s.mustPlan(map[string]string{onlyRelease: isCreated})
	mustNotContain(t, plan.output, "hunter2")
	s.mustApply()
	s.mustHaveValues(object{
		"own": object{"b": 3.0}, "list": []any{3.0}, "literal": object{"k": []any{"v"}},
		"more": object{
			"x": "z", "number": 7.0, "text": "7", "flag": true, "escaped.key": "z", "names": []any{"a", "b"}, "password": "hunter2",
		},
	})
	s.mustPlanNothing()

	metadata := s.state(onlyRelease)["metadata"].(object)["values"].(string)
	mustContain(t, metadata, `"password":"(sensitive value)"`, `"text":"7"`)
	mustNotContain(t, metadata, "hunter2")
}

func TestValuesRefuseTextThatIsNotYAML(t *testing.T) {
	s := newDump(t, object{"values": []string{"a: [b"}})
	s.mustFailApply("Error unmarshaling values")
	s.set("values", []string{})
	s.set("set", []object{{"name": "a", "value": "b", "type": "number"}})
	s.mustFailPlan(`value must be one of: ["auto" "string" "literal"]`)
}

func TestWriteOnlyValuesAreSentWhenTheirRevisionIncreases(t *testing.T) {
	s := newDump(t, object{
		"set_wo": []object{{"name": "password", "value": "${var.token}"}}, "set_wo_revision": 1,
		"values": []string{"round: 1"},
	})
	s.variables["token"] = "first-t0ken"
	configure := func(round, revision int) {
		s.attributes["values"] = []string{fmt.Sprintf("round: %d", round)}
		s.attributes["set_wo_revision"] = revision
		s.write(object{
			"variable": object{"token": object{"type": "string", "sensitive": true, "ephemeral": true}},
			"resource": object{"helm_release": object{"app": s.attributes}},
		})
	}
	own := object{"a": 1.0, "b": 2.0}

	configure(1, 1)
	s.mustPlan(map[string]string{onlyRelease: isCreated})
	s.mustApply()
	s.mustHaveValues(object{"own": own, "round": 1.0, "password": "first-t0ken"})
	s.mustNotLeak("first-t0ken")
	s.mustPlanNothing()
	if values := s.state(onlyRelease)["metadata"].(object)["values"]; values != "{}" {
		t.Errorf("the metadata shows the values %v", values)
	}

	s.variables["token"] = "second-t0ken"
	s.mustPlanNothing()
	configure(1, 2)
	s.mustPlan(map[string]string{onlyRelease: isUpdated})
	s.mustApply()
	s.mustHaveValues(object{"own": own, "round": 1.0, "password": "second-t0ken"})

	configure(2, 2) // any other update goes without them
	s.mustApply()
	s.mustHaveValues(object{"own": own, "round": 2.0})
	configure(3, 1) // so does a lower revision
	s.mustApply()
	s.mustHaveValues(object{"own": own, "round": 3.0})
}

func TestUpgradeKeepsOrResetsValues(t *testing.T) {
	s := newDump(t, object{"values": []string{"first: 1"}})
	s.mustApply()
	s.attributes["reuse_values"] = true
	s.set("values", []string{"second: 2"})
	s.mustApply()
	own := object{"a": 1.0, "b": 2.0}
	s.mustHaveValues(object{"own": own, "first": 1.0, "second": 2.0})

	s.set("reuse_values", false)
	s.mustApply()
	s.mustHaveValues(object{"own": own, "second": 2.0})
	s.set("values", []string{}) // no values at all: Helm takes those of the last revision
	s.mustApply()
	s.mustHaveValues(object{"own": own, "second": 2.0})
	s.set("reset_values", true)
	s.mustApply()
	s.mustHaveValues(object{"own": own})
}
