package instance

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"

	"flotilla.dev/sandbox/internal/sigstore"
)

// A Job is the run of a workflow that signs.
type Job struct {
	Repository, Workflow, Ref, Event string
	Called                           string // the reusable workflow that it runs, if any
}

// Identity prints what the runner of GitHub Actions hands over to such a job: where it gets its token, and with what.
func Identity(out io.Writer, folder Folder, job Job, asJSON bool) error {
	if job.Repository == "" || job.Workflow == "" || job.Ref == "" {
		return errors.New("the job of an identity needs --repository, --workflow and --ref: see 'sandbox help'")
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
	query := url.Values{"repository": {job.Repository}, "workflow": {job.Workflow}, "ref": {job.Ref}, "event": {job.Event}}
	if job.Called != "" {
		query.Set("called", job.Called)
	}
	issuer := state.Ports.sigstoreAddresses().URL(sigstore.Issuer)
	return writeVariables(out, [][2]string{
		{"ACTIONS_ID_TOKEN_REQUEST_URL", issuer + "/token?" + query.Encode()},
		{"ACTIONS_ID_TOKEN_REQUEST_TOKEN", string(token)},
		{"GITHUB_EVENT_NAME", job.Event},
		{"GITHUB_REF", job.Ref},
		{"GITHUB_REPOSITORY", job.Repository},
		{"GITHUB_WORKFLOW_REF", job.Repository + "/" + job.Workflow + "@" + job.Ref},
	}, asJSON)
}
