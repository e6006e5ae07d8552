package schemas

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the schemas of the module fleet")

const committed = "../../../fleet/src/main/resources/dev/flotilla/fleet/schema/schemas"

func TestCommittedSchemasAreThoseOfThePinnedModules(t *testing.T) {
	want, err := Generate("../../modules")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		rewrite(t, want)
	}

	got := read(t)
	for path, text := range want {
		if string(got[path]) != string(text) {
			t.Errorf("%s is not that of the pinned modules: run go -C sandbox test ./internal/schemas -update", path)
		}
	}
	for path := range got {
		if want[path] == nil {
			t.Errorf("%s is of no kind of the pinned modules: remove it", path)
		}
	}
}

func TestKeywordThatTheCheckDoesNotKnowIsRefused(t *testing.T) {
	for keyword, want := range map[string]string{
		"not":   "a: keyword 'not' is not known: say in strip.go what it demands",
		"oneOf": "a: alternatives with more than a type are not known, got [map[required:[b]]]",
	} {
		value := []any{schema{"required": []any{"b"}}}
		_, err := strip(schema{"properties": schema{"a": schema{keyword: value}}}, nil)
		if err == nil || err.Error() != want {
			t.Errorf("%s: got error '%v', want '%s'", keyword, err, want)
		}
	}
}

func read(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := filepath.WalkDir(committed, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(committed, path)
		if err == nil {
			found[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func rewrite(t *testing.T, files map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(committed); err != nil {
		t.Fatal(err)
	}
	for path, text := range files {
		target := filepath.Join(committed, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
