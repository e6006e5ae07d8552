package acceptance

import (
	"archive/zip"
	"encoding/base64"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

const onlySecret = "kubernetes_secret_v1.auth"

// newWriteOnlySecret declares a Secret whose value comes from an ephemeral variable and is in nothing but the cluster.
func newWriteOnlySecret(t *testing.T, revision any) *stack {
	s := newStack(t)
	s.makeNamespace()
	s.writeOnlySecret(revision)
	s.variables["token"] = "first-t0ken"
	return s
}

func (s *stack) writeOnlySecret(revision any) {
	s.t.Helper()
	secret := object{
		"metadata": []object{{"name": "auth", "namespace": s.namespace}},
		"data_wo":  object{"token": "${var.token}"},
	}
	if revision != nil {
		secret["data_wo_revision"] = revision
	}
	s.write(object{
		"variable": object{"token": object{"type": "string", "sensitive": true, "ephemeral": true}},
		"resource": object{"kubernetes_secret_v1": object{"auth": secret}},
	})
}

func (s *stack) liveSecret(key string) string {
	s.t.Helper()
	encoded, _ := field(s.mustLive(secrets, "auth"), "data", key).(string)
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	s.check(err)
	return string(decoded)
}

// mustNotLeak looks for a text, plain and as base64, in everything that OpenTofu wrote.
func (s *stack) mustNotLeak(text string) {
	s.t.Helper()
	for _, form := range []string{text, base64.StdEncoding.EncodeToString([]byte(text))} {
		mustNotContain(s.t, s.stateText(), form)
		plan, err := zip.OpenReader(filepath.Join(s.folder, "tfplan"))
		s.check(err)
		for _, entry := range plan.File {
			reader, err := entry.Open()
			s.check(err)
			content, err := io.ReadAll(reader)
			s.check(err)
			if strings.Contains(string(content), form) {
				s.t.Fatalf("%q is in %s of the plan", form, entry.Name)
			}
		}
		s.check(plan.Close())
	}
}

func TestWriteOnlySecretLeaksNowhere(t *testing.T) {
	s := newWriteOnlySecret(t, 1)
	s.mustPlan(map[string]string{onlySecret: isCreated})
	s.mustApply(filepath.Join(s.folder, "tfplan"))
	if token := s.liveSecret("token"); token != "first-t0ken" {
		t.Errorf("the live token is %q", token)
	}
	s.mustNotLeak("first-t0ken")
	s.mustPlanNothing()
}

func TestWriteOnlySecretIsRotatedByItsRevision(t *testing.T) {
	s := newWriteOnlySecret(t, 1)
	s.mustApply()

	s.variables["token"] = "second-t0ken"
	s.mustPlanNothing()
	for _, revision := range []int{2, 1} { // any change counts, a lower one too
		s.writeOnlySecret(revision)
		plan := s.mustPlan(map[string]string{onlySecret: isUpdated})
		mustContain(t, plan.output, "1 to change")
		s.mustApply()
		if token := s.liveSecret("token"); token != s.variables["token"] {
			t.Errorf("the live token is %q", token)
		}
		s.mustPlanNothing()
		s.mustNotLeak("second-t0ken")
		s.variables["token"] = "third-t0ken"
	}
}

func TestWriteOnlySecretIsRotatedInItsData(t *testing.T) {
	s := newWriteOnlySecret(t, 1)
	s.mustApply()
	s.patch(secrets, "auth", object{"data": object{"token": base64.StdEncoding.EncodeToString([]byte("changed by hand"))}})
	s.mustPlanNothing() // write-only data has no drift detection
}

func TestWriteOnlySecretWithoutARevisionIsEmpty(t *testing.T) {
	s := newWriteOnlySecret(t, nil)
	s.mustApply()
	if data := field(s.mustLive(secrets, "auth"), "data"); data != nil {
		t.Errorf("the Secret has the data %v", data)
	}
	s.writeOnlySecret(0)
	s.mustFailPlan("data_wo_revision", "to be at least (1), got 0")
}

func TestWriteOnlySecretLeaksWhenImported(t *testing.T) {
	s := newWriteOnlySecret(t, 1)
	s.mustApply()
	s.loseState()
	imported := s.tofu("import", "-no-color", onlySecret, s.namespace+"/auth")
	if imported.code != 0 {
		t.Fatalf("the import failed:\n%s", imported.output)
	}
	mustContain(t, s.stateText(), "first-t0ken")
	s.mustPlan(map[string]string{onlySecret: isUpdated})
	s.mustApply()
	mustContain(t, s.stateText(), "first-t0ken") // for good
}

func TestSecretShowsDrift(t *testing.T) {
	s := newStack(t)
	s.makeNamespace()
	configure := func(token string) {
		s.write(object{"resource": object{"kubernetes_secret_v1": object{"auth": object{
			"metadata": []object{{"name": "auth", "namespace": s.namespace, "labels": object{"team": "a"}}},
			"data":     object{"token": token}, "binary_data": object{"bytes": "AAEC"},
		}}}})
	}
	configure("one")
	s.mustApply()
	s.mustPlanNothing()
	if kind := field(s.mustLive(secrets, "auth"), "type"); kind != "Opaque" {
		t.Errorf("the type is %v", kind)
	}

	s.patch(secrets, "auth", object{
		"data":     object{"token": "eA==", "more": "eA=="},
		"metadata": object{"labels": object{"team": "b", "other": "c", "x.kubernetes.io/internal": "d"}},
	})
	plan := s.mustPlan(map[string]string{onlySecret: isUpdated})
	mustContain(t, plan.output, `"b" -> "a"`, `"other" = "c" -> null`)
	mustNotContain(t, plan.output, "internal")
	configure("two")
	s.mustApply()
	if s.liveSecret("token") != "two" || s.liveSecret("bytes") != "\x00\x01\x02" || s.liveSecret("more") != "" {
		t.Errorf("the data is %v", field(s.mustLive(secrets, "auth"), "data"))
	}
	if internal := s.mustLive(secrets, "auth").GetLabels()["x.kubernetes.io/internal"]; internal != "d" {
		t.Errorf("the internal label is %q", internal)
	}
	s.mustPlanNothing()
}

func TestSecretIsReplacedWhenItCannotBeUpdated(t *testing.T) {
	s := newStack(t)
	s.makeNamespace()
	configure := func(kind, token string) {
		s.write(object{"resource": object{"kubernetes_secret_v1": object{"auth": object{
			"metadata": []object{{"name": "auth", "namespace": s.namespace}},
			"data":     object{"token": token}, "type": kind, "immutable": true,
		}}}})
	}
	configure("Opaque", "one")
	s.mustApply()
	configure("Opaque", "two")
	s.mustPlan(map[string]string{onlySecret: isReplaced})
	s.mustApply()
	configure("example.com/other", "two")
	s.mustPlan(map[string]string{onlySecret: isReplaced})
	s.mustApply()
	s.mustPlanNothing()
	if token := s.liveSecret("token"); token != "two" {
		t.Errorf("the live token is %q", token)
	}
}

func TestSecretRefusesAnExistingOne(t *testing.T) {
	s := newWriteOnlySecret(t, 1)
	s.mustApply()
	s.loseState()
	s.mustFailApply(`secrets "auth" already exists`)
}

func TestSecretThatIsGoneIsCreatedAgain(t *testing.T) {
	s := newWriteOnlySecret(t, 1)
	s.mustApply()
	s.remove(secrets, "auth")
	s.mustPlan(map[string]string{onlySecret: isCreated})
}

func TestServiceAccountSecretWaitsForItsToken(t *testing.T) {
	s := newStack(t)
	s.makeNamespace()
	s.until("the default service account", func() bool {
		return s.live(serviceAccounts, "default") != nil
	})
	configure := func(account string) {
		s.write(object{"resource": object{"kubernetes_secret_v1": object{"auth": object{
			"metadata": []object{{"name": "auth", "namespace": s.namespace, "annotations": object{"kubernetes.io/service-account.name": account}}},
			"type":     "kubernetes.io/service-account-token", "timeouts": object{"create": "5s"},
		}}}})
	}
	configure("default")
	s.mustApply()
	if s.liveSecret("token") == "" {
		t.Error("the token is not there")
	}
	mustContain(t, s.stateText(), `"namespace": "`+s.namespace+`"`)
	s.mustPlanNothing()
}
