package rules

import (
	"os"
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/place"
)

func TestWhatFollowsNoRing(t *testing.T) {
	text, err := os.ReadFile("testdata/rings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name   string         `json:"name"`
		Moves  []string       `json:"moves"`
		Object map[string]any `json:"object"`
	}
	if err := yaml.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, test := range cases {
		t.Run(test.Name, func(t *testing.T) {
			object := flux.Object{Unstructured: unstructured.Unstructured{Object: test.Object}}
			got := []string{}
			for _, finding := range OutsideRings(object, "latest-stable-canary") {
				value := finding.Got
				if value == "" {
					_, at, _ := place.Resolve(test.Object, finding.Path)
					value, _ = at.(string)
				}
				got = append(got, value)
			}
			if !slices.Equal(got, test.Moves) {
				t.Errorf("got %q, want %q", got, test.Moves)
			}
		})
	}
}
