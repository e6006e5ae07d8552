package main

import (
	"fmt"
	"hash/fnv"
	"maps"
	"net/url"
	"strings"
	"time"
)

// A job is a run of a workflow, of which one step asks for a token.
type job struct {
	repository string // whose commit is run
	workflow   string // the path of the file that was started
	ref        string
	event      string
	run        string // its number
	called     string // the reusable workflow that the job runs, OWNER/NAME/PATH@REF; the started file itself unless one is
}

func parseJob(query url.Values) (job, error) {
	j := job{repository: query.Get("repository"), workflow: query.Get("workflow"), ref: query.Get("ref"),
		event: query.Get("event"), run: query.Get("run"), called: query.Get("called")}
	if strings.Count(j.repository, "/") != 1 || !strings.HasPrefix(j.ref, "refs/") || j.workflow == "" || j.event == "" || j.run == "" {
		return j, fmt.Errorf("a job has a repository OWNER/NAME, the path of a workflow, a ref refs/…, an event and the number of its run, got '%s'", query.Encode())
	}
	return j, nil
}

// claims are those that GitHub documents, with numbers that follow from the names.
func (j job) claims(audience string, now time.Time) map[string]any {
	owner, _, _ := strings.Cut(j.repository, "/")
	revision := commit(j.repository, j.ref)
	started := j.repository + "/" + j.workflow + "@" + j.ref
	called := j.called
	if called == "" {
		called = started
	}
	refType := "branch"
	if strings.HasPrefix(j.ref, "refs/tags/") {
		refType = "tag"
	}
	name := j.workflow[strings.LastIndex(j.workflow, "/")+1:]
	claims := registered(github, audience, "repo:"+j.repository+":ref:"+j.ref, now)
	maps.Copy(claims, map[string]any{
		"repository": j.repository, "repository_id": number(j.repository), "repository_visibility": "private",
		"repository_owner": owner, "repository_owner_id": number(owner), "enterprise": "", "actor": owner, "actor_id": number(owner),
		"ref": j.ref, "ref_type": refType, "ref_protected": "true", "sha": revision, "event_name": j.event,
		"head_ref": "", "base_ref": "", "run_id": j.run, "run_number": "1", "run_attempt": "1",
		"workflow": name, "workflow_ref": started, "workflow_sha": revision,
		"job_workflow_ref": called, "job_workflow_sha": revision, "runner_environment": "github-hosted",
	})
	return claims
}

func number(name string) string {
	hash := fnv.New32a()
	hash.Write([]byte(name))
	return fmt.Sprint(hash.Sum32())
}
