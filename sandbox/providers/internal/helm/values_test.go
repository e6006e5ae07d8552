package helm

import (
	"reflect"
	"testing"
)

func TestMergeMapsReplacesListsAndMergesMaps(t *testing.T) {
	below := map[string]any{"map": map[string]any{"a": 1, "b": 2}, "list": []any{1, 2}, "text": "x"}
	above := map[string]any{"map": map[string]any{"b": 3}, "list": []any{3}, "text": map[string]any{"y": "z"}}
	want := map[string]any{"map": map[string]any{"a": 1, "b": 3}, "list": []any{3}, "text": map[string]any{"y": "z"}}
	if got := mergeMaps(below, above); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if !reflect.DeepEqual(below["map"], map[string]any{"a": 1, "b": 2}) {
		t.Errorf("the lower map was changed: %v", below)
	}
}

func TestCloakLeavesTheOriginalUnchanged(t *testing.T) {
	values := map[string]any{"auth": map[string]any{"password": "hunter2", "user": "flux"}}
	visible := cloneMaps(values)
	cloak(visible, "auth.password")
	cloak(visible, "auth.user.name") // no such map: nothing to hide
	want := map[string]any{"auth": map[string]any{"password": "(sensitive value)", "user": "flux"}}
	if !reflect.DeepEqual(visible, want) {
		t.Errorf("got %v, want %v", visible, want)
	}
	if values["auth"].(map[string]any)["password"] != "hunter2" {
		t.Error("the values themselves were changed")
	}
}

func TestSelectDocumentsNamesMissingTemplates(t *testing.T) {
	documents := []document{{template: "templates/a.yaml", text: "a"}, {template: "templates/b.yaml", text: "b"}, {text: "no template"}}
	selected, missing := selectDocuments(documents, []string{"templates/b*", "", "templates/c.yaml"})
	if len(selected) != 1 || selected[0].text != "b" {
		t.Errorf("selected %v", selected)
	}
	if !reflect.DeepEqual(missing, []string{"templates/c.yaml"}) {
		t.Errorf("missing %v", missing)
	}
	if selected, _ := selectDocuments(documents, nil); len(selected) != 3 {
		t.Errorf("without a selection: %v", selected)
	}
}
