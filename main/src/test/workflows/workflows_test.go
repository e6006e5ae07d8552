// Package workflows checks the GitHub workflows of this repository, of the project that 'flotilla init'
// writes, and of a team as 'flotilla workflows' writes them.
package workflows

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

var folders = []string{
	"../../../../.github/workflows",
	"../../../../tests/consumer/.github/workflows",
	"../resources/dev/flotilla/main/workflow/apps",
	"../resources/dev/flotilla/main/workflow/branches",
	"../resources/dev/flotilla/main/workflow/fleet",
	"../resources/dev/flotilla/main/workflow/git",
	"../resources/dev/flotilla/main/workflow/one",
	"../resources/dev/flotilla/main/workflow/releases",
	"../resources/dev/flotilla/main/workflow/rings",
	"../resources/dev/flotilla/main/workflow/team",
	"../../main/resources/dev/flotilla/main/project/content/.github/workflows",
}

func TestActionlintFindsNothing(t *testing.T) {
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files(t) {
		found, err := linter.LintFile(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range found {
			t.Error(problem)
		}
	}
}

// A tag can be moved to somebody else's code, a commit cannot.
func TestActionsAreCommits(t *testing.T) {
	pinned := regexp.MustCompile(`^uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for _, file := range files(t) {
		for line := range strings.Lines(read(t, file)) {
			uses := strings.TrimPrefix(strings.TrimSpace(line), "- ")
			if strings.HasPrefix(uses, "uses:") && !pinned.MatchString(uses) {
				t.Errorf("%s: %q names no commit with its tag", file, uses)
			}
		}
	}
}

func TestNothingButTheJobsThatPublishOrTalkToPeopleMayWrite(t *testing.T) {
	for file, workflow := range parsed(t) {
		for scope, access := range scopes(workflow.Permissions) {
			if scope+": "+access != "contents: read" {
				t.Errorf("%s: every job has %s: %s", file, scope, access)
			}
		}
		if workflow.Permissions == nil || workflow.Permissions.All != nil {
			t.Errorf("%s: the permissions of every job are not listed", file)
		}
		for _, job := range workflow.Jobs {
			for scope, access := range scopes(job.Permissions) {
				signs := (publishes(job) || rollsOut(job)) && (scope == "packages" || scope == "id-token")
				opens := opensPullRequests(job) && (scope == "contents" || scope == "pull-requests")
				comments := comments(job) && scope == "pull-requests"
				reports := reportsDrift(job) && scope == "issues"
				if access != "read" && !signs && !opens && !comments && !reports {
					t.Errorf("%s: job %s has %s: %s", file, job.ID.Value, scope, access)
				}
			}
		}
	}
}

// The certificate of a signature names the file and the ref: that must be enough to know what it signs.
func TestPublishingIsOneJobInItsOwnFile(t *testing.T) {
	published := 0
	for file, workflow := range parsed(t) {
		for _, job := range workflow.Jobs {
			if !publishes(job) {
				continue
			}
			published++
			if len(workflow.Jobs) != 1 || job.Strategy != nil || job.WorkflowCall != nil {
				t.Errorf("%s: job %s is not alone", file, job.ID.Value)
			}
			if _, called := workflow.FindWorkflowCallEvent(); called {
				t.Errorf("%s can be called by another workflow", file)
			}
			if workflow.Concurrency == nil || workflow.Concurrency.CancelInProgress != nil {
				t.Errorf("%s: two runs at once, or one that is cancelled half-way", file)
			}
			if job.If == nil || !strings.HasPrefix(job.If.Value, "github.repository == '") {
				t.Errorf("%s: job %s runs in forks too", file, job.ID.Value)
			}
		}
	}
	if published != 15 {
		t.Errorf("%d files publish, want this repository's, five of a new project, one of each of five fleets, and two of a component in each form", published)
	}
}

// What a pull request brings must not run where it could write to others.
func TestAJobThatCommentsHasNothingOfThePullRequest(t *testing.T) {
	commenting := 0
	for file, workflow := range parsed(t) {
		for _, job := range workflow.Jobs {
			if !comments(job) {
				continue
			}
			commenting++
			for _, step := range job.Steps {
				if action, ok := step.Exec.(*actionlint.ExecAction); ok && !strings.HasPrefix(action.Uses.Value, "actions/download-artifact@") {
					t.Errorf("%s: job %s uses %s", file, job.ID.Value, action.Uses.Value)
				}
			}
			if !strings.Contains(job.If.Value, "github.event.pull_request.head.repo.full_name == github.repository") {
				t.Errorf("%s: job %s runs for forks", file, job.ID.Value)
			}
		}
	}
	if commenting != 6 {
		t.Errorf("%d jobs comment, want that of a new project, and those of five fleets", commenting)
	}
}

// What somebody can name as he likes, a branch for example, would become a part of the script.
func TestScriptsTakeValuesFromTheEnvironment(t *testing.T) {
	for file, workflow := range parsed(t) {
		for _, job := range workflow.Jobs {
			for _, script := range scripts(job) {
				if strings.Contains(script, "${{") {
					t.Errorf("%s: an expression in %q", file, script)
				}
			}
		}
	}
}

// Else what may release could roll out, and the other way round.
func TestWhatRollsOutDoesNothingElse(t *testing.T) {
	rollouts := 0
	for file, workflow := range parsed(t) {
		for _, job := range workflow.Jobs {
			isRollout := filepath.Base(file) == "rollout.yaml"
			if rollsOut(job) != isRollout || isRollout && publishes(job) {
				t.Errorf("%s: job %s is in the wrong file", file, job.ID.Value)
			}
			if !isRollout {
				continue
			}
			rollouts++
			if job.If == nil || !strings.Contains(job.If.Value, "github.ref == 'refs/heads/main'") {
				t.Errorf("%s: job %s runs on any branch", file, job.ID.Value)
			}
			if _, called := workflow.FindWorkflowCallEvent(); called || job.WorkflowCall != nil {
				t.Errorf("%s can be called by another workflow", file)
			}
			// What is cancelled half-way is then ended by the run that cancels it.
			if workflow.Concurrency == nil || workflow.Concurrency.CancelInProgress.Expression.Value != "${{ inputs.action != 'start' }}" {
				t.Errorf("%s: two rollouts at once, or one that a start cancels half-way", file)
			}
		}
	}
	if rollouts != 7 {
		t.Errorf("%d jobs roll out, want one for each of five rings, and one for each environment that ends it", rollouts)
	}
}

func rollsOut(job *actionlint.Job) bool {
	return strings.Contains(strings.Join(scripts(job), "\n"), "flotilla rollout")
}

func publishes(job *actionlint.Job) bool {
	return strings.Contains(strings.Join(scripts(job), "\n"), "flotilla publish")
}

func opensPullRequests(job *actionlint.Job) bool {
	return strings.Contains(strings.Join(scripts(job), "\n"), "gh pr create")
}

func comments(job *actionlint.Job) bool {
	return strings.Contains(strings.Join(scripts(job), "\n"), "/comments") && strings.Contains(strings.Join(scripts(job), "\n"), "--method POST")
}

func reportsDrift(job *actionlint.Job) bool {
	return strings.Contains(strings.Join(scripts(job), "\n"), "gh issue create")
}

func scripts(job *actionlint.Job) []string {
	var scripts []string
	for _, step := range job.Steps {
		if run, ok := step.Exec.(*actionlint.ExecRun); ok {
			scripts = append(scripts, run.Run.Value)
		}
	}
	return scripts
}

func scopes(permissions *actionlint.Permissions) map[string]string {
	scopes := map[string]string{}
	if permissions != nil {
		for name, scope := range permissions.Scopes {
			scopes[name] = scope.Value.Value
		}
	}
	return scopes
}

func parsed(t *testing.T) map[string]*actionlint.Workflow {
	t.Helper()
	workflows := map[string]*actionlint.Workflow{}
	for _, file := range files(t) {
		workflow, problems := actionlint.Parse([]byte(read(t, file)))
		for _, problem := range problems {
			t.Fatal(file, problem)
		}
		workflows[file] = workflow
	}
	return workflows
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func files(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, folder := range folders {
		found, err := filepath.Glob(filepath.Join(folder, "*.y*ml"))
		if err != nil || len(found) == 0 {
			t.Fatal("no workflows in", folder, err)
		}
		files = append(files, found...)
	}
	return files
}
