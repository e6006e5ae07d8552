package main

import (
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"
)

// A pipeline is a run of a GitLab project's .gitlab-ci.yml.
type pipeline struct {
	project string // with its groups
	ref     string
	run     string // the number of its job
}

func parsePipeline(query url.Values) (pipeline, error) {
	p := pipeline{project: query.Get("project"), ref: query.Get("ref"), run: query.Get("run")}
	if !strings.Contains(p.project, "/") || !strings.HasPrefix(p.ref, "refs/heads/") && !strings.HasPrefix(p.ref, "refs/tags/") || p.run == "" {
		return p, fmt.Errorf("a pipeline has a project GROUP/NAME, a ref refs/heads/… or refs/tags/… and the number of its job, got '%s'", query.Encode())
	}
	return p, nil
}

// claims are those that GitLab documents for id_tokens, with numbers that follow from the names.
func (p pipeline) claims(audience string, now time.Time) map[string]any {
	revision := commit(p.project, p.ref)
	namespace := p.project[:strings.LastIndex(p.project, "/")]
	refType, ref := "branch", strings.TrimPrefix(p.ref, "refs/heads/")
	if tag, isTag := strings.CutPrefix(p.ref, "refs/tags/"); isTag {
		refType, ref = "tag", tag
	}
	claims := registered(gitlab, audience, "project_path:"+p.project+":ref_type:"+refType+":ref:"+ref, now)
	maps.Copy(claims, map[string]any{
		"project_path": p.project, "project_id": number(p.project), "project_visibility": "private",
		"namespace_path": namespace, "namespace_id": number(namespace), "user_login": "ann", "user_id": number("ann"),
		"ref": ref, "ref_type": refType, "ref_path": p.ref, "ref_protected": "true", "sha": revision,
		"pipeline_id": p.run, "job_id": p.run, "pipeline_source": "push", "runner_environment": "gitlab-hosted",
		"ci_config_ref_uri": gitlab + "/" + p.project + "//.gitlab-ci.yml@" + p.ref, "ci_config_sha": revision,
	})
	return claims
}
