package check

import (
	"strings"
	"testing"

	"flotilla.dev/checker/internal/fixture"
)

// large is a HelmRelease with values of so many bytes.
func large(bytes int) string {
	return with(helmRelease, "    namespace: NAMESPACE\n", "    namespace: web\n  values:\n    text: "+strings.Repeat("a", bytes)+"\n")
}

func TestSizes(t *testing.T) {
	for name, test := range map[string]struct {
		text, want string
	}{
		"what etcd takes": {large(1_570_000), ""},
		"more": {large(1_580_000), `
components/web/staging/web.yaml:2 [staging] size: an object must have at most 1572864 bytes, which etcd takes, got 1580222 in HelmRelease 'web/web'; split it, or deliver what is large in a source of its own
`},
	} {
		t.Run(name, func(t *testing.T) {
			assertLines(t, ask(t, component(t, files{file: test.text})).Problems, test.want)
		})
	}
}

func TestSizesAreThoseOfAnAPIServer(t *testing.T) {
	server := fixture.Start(t)
	for bytes, isTaken := range map[int]bool{1_560_000: true, 1_580_000: false} {
		object := parsed(t, "%s", large(bytes))
		object.SetName("taken")
		err := server.Create("web", object)
		if (err == nil) != isTaken {
			t.Errorf("%d bytes: %v", bytes, err)
		}
	}
}
