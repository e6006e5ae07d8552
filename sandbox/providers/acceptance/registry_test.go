package acceptance

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// guardedRegistry is the sandbox's registry behind a user name and a password. It gives the address of its charts.
func (s *stack) guardedRegistry(username, password string) string {
	s.t.Helper()
	behind := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: shared.registry})
	guard := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, word, _ := r.BasicAuth(); name != username || word != password {
			w.Header().Set("WWW-Authenticate", `Basic realm="charts"`)
			http.Error(w, `{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}`, http.StatusUnauthorized)
			return
		}
		behind.ServeHTTP(w, r)
	}))
	s.t.Cleanup(guard.Close)
	return strings.Replace(s.repository(), shared.registry, strings.TrimPrefix(guard.URL, "http://"), 1)
}

func newGuardedRelease(t *testing.T) *sharedRelease {
	s := newOfflineRelease(t, false)
	s.makeNamespace()
	s.variables["kubeconfig"] = shared.kubeconfig
	s.set("repository", s.guardedRegistry("flux", "open-sesame"))
	return s
}

func TestChartOfAGuardedRegistryNeedsCredentials(t *testing.T) {
	s := newGuardedRelease(t)
	s.mustFailPlan("Unable to locate chart", "basic credential not found")
}

func TestChartComesWithTheCredentialsOfTheRelease(t *testing.T) {
	s := newGuardedRelease(t)
	s.set("repository_username", "flux")
	s.set("repository_password", "wrong")
	s.mustFailPlan("OCI Registry Login Failed")

	s.set("repository_password", "open-sesame")
	mustNotContain(t, s.mustPlan(map[string]string{onlyRelease: isCreated}).output, "open-sesame")
	s.mustApply()
	s.mustPlanNothing()
}

func TestChartComesWithTheCredentialsOfTheProvider(t *testing.T) {
	s := newGuardedRelease(t)
	address, _ := url.Parse(s.attributes["repository"].(string))
	provider := func(password string) object {
		return object{
			"helm": object{
				"kubernetes": object{"config_path": "${var.kubeconfig}"},
				"registries": []object{{"url": "oci://" + address.Host, "username": "flux", "password": password}},
			},
		}
	}
	release := object{"helm_release": object{"app": s.attributes}}
	s.write(object{"provider": provider("wrong"), "resource": release})
	s.mustFailPlan("OCI Registry login failed")
	s.write(object{"provider": provider("open-sesame"), "resource": release})
	s.mustApply()
	s.mustPlanNothing()
}
