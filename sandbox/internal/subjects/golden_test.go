package subjects

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const goldens = "../../../d2/src/test/resources/golden"

// hunk is the first line of a change: where it begins in the file before, and how long it is before and after.
var hunk = regexp.MustCompile(`^@@ -(\d+),(\d+) \+\d+,(\d+) @@$`)

// golden returns the rendered fleet of a cluster, of which most goldens have only what differs from staging.
func golden(t *testing.T, cluster string) string {
	t.Helper()
	diff, err := os.ReadFile(filepath.Join(goldens, cluster, "fleet.diff"))
	if errors.Is(err, fs.ErrNotExist) {
		return read(t, cluster, func(_, content string) string { return content })
	}
	if err != nil {
		t.Fatal(err)
	}
	changes := sections(t, string(diff), cluster)
	text := read(t, "staging", func(path, content string) string {
		hunks := changes[path]
		delete(changes, path)
		return patched(t, content, hunks)
	})
	for path := range changes {
		t.Fatalf("the diff of %s changes %s, which staging does not have", cluster, path)
	}
	return text
}

// read returns the files of a fleet, each as what becomes of it.
func read(t *testing.T, cluster string, become func(path, content string) string) string {
	t.Helper()
	folder := filepath.Join(goldens, cluster, "fleet")
	var text strings.Builder
	err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(folder, file)
		text.WriteString(become(filepath.ToSlash(path), string(content)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// sections returns the hunks of each file of a diff, by its path on staging.
func sections(t *testing.T, diff, cluster string) map[string][]string {
	t.Helper()
	changes := map[string][]string{}
	lines := strings.Split(strings.TrimSuffix(diff, "\n"), "\n")
	for i := 0; i < len(lines); {
		path := strings.TrimPrefix(lines[i], "--- ")
		if i+1 == len(lines) || lines[i+1] != "+++ "+strings.ReplaceAll(path, "/staging/", "/"+cluster+"/") {
			t.Fatalf("the diff of %s must be of files that both have, got %q", cluster, lines[i])
		}
		for i += 2; i < len(lines) && hunk.MatchString(lines[i]); {
			end := i + 1
			for before, after := lengths(lines[i]); before > 0 || after > 0; end++ {
				if lines[end][0] != '+' {
					before--
				}
				if lines[end][0] != '-' {
					after--
				}
			}
			changes[path] = append(changes[path], lines[i:end]...)
			i = end
		}
	}
	return changes
}

func lengths(header string) (int, int) {
	match := hunk.FindStringSubmatch(header)
	before, _ := strconv.Atoi(match[2])
	after, _ := strconv.Atoi(match[3])
	return before, after
}

// patched returns a file with the hunks of a diff.
func patched(t *testing.T, content string, hunks []string) string {
	t.Helper()
	lines := strings.SplitAfter(content, "\n")
	var text strings.Builder
	next := 0
	for _, line := range hunks {
		if match := hunk.FindStringSubmatch(line); match != nil {
			start, _ := strconv.Atoi(match[1])
			text.WriteString(strings.Join(lines[next:start-1], ""))
			next = start - 1
			continue
		}
		if line[0] != '+' {
			if lines[next] != line[1:]+"\n" {
				t.Fatalf("a diff has %q where staging has %q; write the goldens anew with 'make golden'", line[1:], lines[next])
			}
			next++
		}
		if line[0] != '-' {
			text.WriteString(line[1:] + "\n")
		}
	}
	return text.String() + strings.Join(lines[next:], "")
}
