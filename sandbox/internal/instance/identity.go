package instance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"flotilla.dev/sandbox/internal/sigstore"
)

// A Job is the run of a workflow of GitHub Actions, or of a project's pipeline of GitLab, that signs.
type Job struct {
	Repository, Workflow, Ref, Event string
	Called                           string // the reusable workflow that it runs, if any
	Project                          string // on GitLab; else empty
}

// Identity prints what the runner hands over to such a job: of GitHub Actions where it gets its token, and with what; of
// GitLab the token.
func Identity(out io.Writer, folder Folder, job Job, asJSON bool) error {
	query, err := job.query()
	if err != nil {
		return err
	}
	state, err := folder.Load()
	if err != nil {
		return err
	}
	if !state.Keyless {
		return fmt.Errorf("no Sigstore in the sandbox, got '%s': run 'sandbox up --dir %s --keyless'", folder, folder)
	}
	token, err := os.ReadFile(folder.sigstoreFolder().RequestToken())
	if err != nil {
		return fmt.Errorf("request token of the sandbox not readable: %w", err)
	}
	run := fmt.Sprint(time.Now().Unix())
	query.Set("run", run)
	request := state.Ports.sigstoreAddresses().URL(sigstore.Issuer) + "/token?" + query.Encode()
	if job.Project != "" {
		identity, err := identityToken(request+"&audience=sigstore", string(token))
		if err != nil {
			return err
		}
		return writeVariables(out, append([][2]string{{"SIGSTORE_ID_TOKEN", identity}}, job.gitLab(run)...), asJSON)
	}
	return writeVariables(out, [][2]string{
		{"ACTIONS_ID_TOKEN_REQUEST_URL", request},
		{"ACTIONS_ID_TOKEN_REQUEST_TOKEN", string(token)},
		{"GITHUB_EVENT_NAME", job.Event},
		{"GITHUB_REF", job.Ref},
		{"GITHUB_REPOSITORY", job.Repository},
		{"GITHUB_RUN_ATTEMPT", "1"},
		{"GITHUB_RUN_ID", run},
		{"GITHUB_SERVER_URL", "https://github.com"},
		{"GITHUB_WORKFLOW_REF", job.Repository + "/" + job.Workflow + "@" + job.Ref},
	}, asJSON)
}

func (j Job) query() (url.Values, error) {
	if j.Project != "" && j.Ref != "" {
		return url.Values{"project": {j.Project}, "ref": {j.Ref}}, nil
	}
	if j.Repository == "" || j.Workflow == "" || j.Ref == "" {
		return nil, errors.New("the job of an identity needs --repository, --workflow and --ref, or --project and --ref: see 'sandbox help'")
	}
	query := url.Values{"repository": {j.Repository}, "workflow": {j.Workflow}, "ref": {j.Ref}, "event": {j.Event}}
	if j.Called != "" {
		query.Set("called", j.Called)
	}
	return query, nil
}

// gitLab are the variables of a job that say where it runs.
func (j Job) gitLab(run string) [][2]string {
	project := "https://gitlab.com/" + j.Project
	variables := [][2]string{{"GITLAB_CI", "true"}, {"CI_PROJECT_URL", project}, {"CI_CONFIG_PATH", ".gitlab-ci.yml"},
		{"CI_JOB_URL", project + "/-/jobs/" + run}}
	if tag, isTag := strings.CutPrefix(j.Ref, "refs/tags/"); isTag {
		return append(variables, [2]string{"CI_COMMIT_REF_NAME", tag}, [2]string{"CI_COMMIT_TAG", tag})
	}
	return append(variables, [2]string{"CI_COMMIT_REF_NAME", strings.TrimPrefix(j.Ref, "refs/heads/")})
}

func identityToken(address, requestToken string) (string, error) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "bearer "+requestToken)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", fmt.Errorf("the sandbox's issuer does not answer: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the sandbox's issuer refused: %s", bytes.TrimSpace(body))
	}
	var answer struct{ Value string }
	err = json.Unmarshal(body, &answer)
	return answer.Value, err
}
