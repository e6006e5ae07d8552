package place

import (
	"fmt"
	"testing"
)

func TestPathsOfAllLibraries(t *testing.T) {
	for path, want := range map[string]string{
		"spec.ports[1].name":                         "spec.ports[1].name more true",
		".spec.ports[name=\"more\",port=81].name":    "spec.ports[1].name more true",
		".spec.ports[port=81,protocol=\"TCP\"].name": "spec.ports[1].name more true",
		"data.nginx.conf":                            "data.nginx.conf text true",
		"metadata.annotations[example.com/a.b]":      "metadata.annotations.example.com/a.b c true",
		"spec.none.deeper":                           "spec.none.deeper <nil> false",
		"":                                           " map true",
	} {
		shown, at, found := Resolve(object(), path)
		if _, isMap := at.(map[string]any); isMap {
			at = "map"
		}
		if got := fmt.Sprint(shown, " ", at, " ", found); got != want {
			t.Errorf("%s: got '%s', want '%s'", path, got, want)
		}
	}
}

func TestRemovesFieldsAndItems(t *testing.T) {
	value := object()
	for _, path := range []string{"spec.ports[0]", "data.nginx.conf"} {
		if !Remove(value, path) {
			t.Errorf("%s: not removed", path)
		}
	}
	if got, want := fmt.Sprint(value["spec"], value["data"]), "map[ports:[map[name:more port:81]]] map[]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if Remove(value, "spec.none") || Remove(value, "") {
		t.Error("removed what is not there")
	}
}

func object() map[string]any {
	return map[string]any{
		"metadata": map[string]any{"annotations": map[string]any{"example.com/a.b": "c"}},
		"data":     map[string]any{"nginx.conf": "text"},
		"spec": map[string]any{"ports": []any{
			map[string]any{"name": "http", "port": 80}, map[string]any{"name": "more", "port": 81},
		}},
	}
}
