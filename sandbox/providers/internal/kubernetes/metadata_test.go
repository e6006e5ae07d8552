package kubernetes

import (
	"encoding/json"
	"testing"
)

func TestVisibleHidesFieldsThatTheConfigurationDoesNotSet(t *testing.T) {
	live := map[string]string{
		"team": "a", "app.kubernetes.io/name": "b", "kubernetes.io/metadata.name": "c", "pod-security.kubernetes.io/enforce": "d",
		"toolkit.fluxcd.io/tenant": "e",
	}
	configured := map[string]any{"pod-security.kubernetes.io/enforce": "x"}
	kept := visible(live, configured, []string{`^toolkit\.`})
	for key, isKept := range map[string]bool{
		"team": true, "app.kubernetes.io/name": true, "kubernetes.io/metadata.name": false,
		"pod-security.kubernetes.io/enforce": true, "toolkit.fluxcd.io/tenant": false,
	} {
		if _, found := kept[key]; found != isKept {
			t.Errorf("%s: kept is %v, want %v", key, found, isKept)
		}
	}
}

func TestMapPatchTouchesOnlyWhatChanged(t *testing.T) {
	before := map[string]string{"gone": "1", "stays": "2", "a/b~c": "3"}
	after := map[string]string{"stays": "2", "a/b~c": "", "new": "5"}
	patch, err := json.Marshal(mapPatch("/metadata/labels", before, after))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"op":"remove","path":"/metadata/labels/gone"},` +
		`{"op":"replace","path":"/metadata/labels/a~1b~0c","value":""},` +
		`{"op":"add","path":"/metadata/labels/new","value":"5"}]`
	if string(patch) != want {
		t.Errorf("got  %s\nwant %s", patch, want)
	}
	patch, _ = json.Marshal(mapPatch("/metadata/labels", nil, map[string]string{"a": "b"}))
	if want := `[{"op":"add","path":"/metadata/labels","value":{"a":"b"}}]`; string(patch) != want {
		t.Errorf("got  %s\nwant %s", patch, want)
	}
}

func TestProviderSchemaIsValid(t *testing.T) {
	if err := newProvider().InternalValidate(); err != nil {
		t.Error(err)
	}
}
