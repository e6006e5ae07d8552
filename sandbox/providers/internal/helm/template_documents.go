package helm

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/release"
	"helm.sh/helm/v3/pkg/releaseutil"
)

// document is one YAML document of a rendering, and the template that it came from.
type document struct {
	template string
	text     string
}

var sourceComment = regexp.MustCompile("# Source: [^/]+/(.+)")

// renderedDocuments splits a rendering, the hooks at its end. The order is upstream's: that of Helm's keys as texts,
// manifest-10 before manifest-2.
func renderedDocuments(r *release.Release, withHooks, skipTests bool) []document {
	var manifest strings.Builder
	fmt.Fprintln(&manifest, strings.TrimSpace(r.Manifest))
	for _, hook := range r.Hooks {
		if withHooks && !(skipTests && slices.Contains(hook.Events, release.HookTest)) {
			fmt.Fprintf(&manifest, "---\n# Source: %s\n%s\n", hook.Path, hook.Manifest)
		}
	}
	split := releaseutil.SplitManifests(manifest.String())
	keys := make([]string, 0, len(split))
	for key := range split {
		keys = append(keys, key)
	}
	slices.Sort(keys)

	documents := make([]document, 0, len(keys))
	for _, key := range keys {
		d := document{text: split[key]}
		if match := sourceComment.FindStringSubmatch(d.text); match != nil {
			d.template = match[1]
		}
		documents = append(documents, d)
	}
	return documents
}

// selectDocuments keeps the documents of the named templates (all, when none is named) and returns the names that match none.
func selectDocuments(documents []document, templates []string) (selected []document, missing []string) {
	templates = slices.DeleteFunc(slices.Clone(templates), func(template string) bool { return template == "" })
	if len(templates) == 0 {
		return documents, nil
	}
	isMatched := make([]bool, len(templates))
	for _, d := range documents {
		isSelected := false
		for i, template := range templates {
			if matches, _ := filepath.Match(filepath.ToSlash(template), d.template); matches && d.template != "" {
				isMatched[i], isSelected = true, true
			}
		}
		if isSelected {
			selected = append(selected, d)
		}
	}
	for i, template := range templates {
		if !isMatched[i] {
			missing = append(missing, template)
		}
	}
	return selected, missing
}

func byTemplate(documents []document) map[string]string {
	manifests := map[string]string{}
	for _, d := range documents {
		manifests[d.template] += fmt.Sprintf("---\n%s\n", d.text)
	}
	return manifests
}

// bundle is everything in one text.
func bundle(documents []document) string {
	var manifest strings.Builder
	for _, d := range documents {
		fmt.Fprintf(&manifest, "---\n%s\n", d.text)
	}
	return manifest.String()
}
