package acceptance

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func (s *stack) apply(arguments ...string) result {
	s.t.Helper()
	return s.tofu(append([]string{"apply", "-auto-approve", "-no-color"}, arguments...)...)
}

func (s *stack) mustApply(arguments ...string) result {
	s.t.Helper()
	r := s.apply(arguments...)
	if r.code != 0 {
		s.t.Fatalf("the apply failed:\n%s", r.output)
	}
	return r
}

var plannedAction = regexp.MustCompile(`(?m)^  # (\S+) (will be created|will be updated in-place|will be destroyed|` +
	`must be replaced|is tainted, so must be replaced|will be replaced, as requested)$`)

// what a plan says of an address
const (
	isCreated  = "will be created"
	isUpdated  = "will be updated in-place"
	isReplaced = "must be replaced"
)

// plan gives what would be done to each address, as the user reads it, and the whole output.
func (s *stack) plan(arguments ...string) (map[string]string, result) {
	s.t.Helper()
	file := filepath.Join(s.folder, "tfplan")
	r := s.tofu(append([]string{"plan", "-no-color", "-detailed-exitcode", "-out=" + file}, arguments...)...)
	actions := map[string]string{}
	for _, match := range plannedAction.FindAllStringSubmatch(r.output, -1) {
		actions[match[1]] = match[2]
	}
	return actions, r
}

func (s *stack) mustPlan(want map[string]string, arguments ...string) result {
	s.t.Helper()
	got, r := s.plan(arguments...)
	if r.code == 1 {
		s.t.Fatalf("the plan failed:\n%s", r.output)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		s.t.Fatalf("planned %v, want %v:\n%s", got, want, r.output)
	}
	return r
}

func (s *stack) mustPlanNothing(arguments ...string) {
	s.t.Helper()
	if r := s.mustPlan(map[string]string{}, arguments...); r.code != 0 {
		s.t.Fatalf("the plan is not empty:\n%s", r.output)
	}
}

func (s *stack) mustFailPlan(texts ...string) {
	s.t.Helper()
	_, r := s.plan()
	s.mustFailWith(r, texts...)
}

func (s *stack) mustFailApply(texts ...string) {
	s.t.Helper()
	s.mustFailWith(s.apply(), texts...)
}

func (s *stack) mustFailWith(r result, texts ...string) {
	s.t.Helper()
	if r.code != 1 {
		s.t.Fatalf("exit code %d, want 1:\n%s", r.code, r.output)
	}
	mustContain(s.t, r.output, texts...)
}

// state is the attributes of one resource in the state, nil when it is not there.
func (s *stack) state(address string) object {
	s.t.Helper()
	var shown struct {
		Values struct {
			Root struct {
				Resources []struct {
					Address string
					Values  object
				}
			} `json:"root_module"`
		}
	}
	s.check(json.Unmarshal([]byte(s.raw("show", "-json")), &shown))
	for _, resource := range shown.Values.Root.Resources {
		if resource.Address == address {
			return resource.Values
		}
	}
	return nil
}

// loseState forgets everything, as when a state file is deleted.
func (s *stack) loseState() {
	s.t.Helper()
	s.check(os.Remove(filepath.Join(s.folder, "terraform.tfstate")))
}

func (s *stack) stateText() string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.folder, "terraform.tfstate"))
	s.check(err)
	return string(text)
}

func (s *stack) check(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func mustContain(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(squeeze(text), squeeze(part)) {
			t.Fatalf("%q is not in:\n%s", part, text)
		}
	}
}

func mustNotContain(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(squeeze(text), squeeze(part)) {
			t.Fatalf("%q is in:\n%s", part, text)
		}
	}
}

// squeeze undoes the line breaks and frames that OpenTofu adds for the terminal.
func squeeze(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "│", " ")), " ")
}
