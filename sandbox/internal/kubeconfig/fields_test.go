package kubeconfig

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	clientcmd "k8s.io/client-go/tools/clientcmd/api/v1"
)

// listed names every field that the program's own test has a case for.
const listed = "../../../main/src/test/resources/dev/flotilla/main/kubeconfig/clientcmd-v1.txt"

// A new client-go may add a field, which the program then must support or refuse.
func TestEveryFieldOfClientGoIsListed(t *testing.T) {
	var fields []string
	for _, kind := range []any{clientcmd.Config{}, clientcmd.Cluster{}, clientcmd.AuthInfo{}, clientcmd.Context{},
		clientcmd.AuthProviderConfig{}, clientcmd.ExecConfig{}, clientcmd.ExecEnvVar{}} {
		structure := reflect.TypeOf(kind)
		for i := range structure.NumField() {
			name, _, _ := strings.Cut(structure.Field(i).Tag.Get("json"), ",")
			if name != "-" {
				fields = append(fields, structure.Name()+"."+name)
			}
		}
	}
	slices.Sort(fields)
	content, err := os.ReadFile(listed)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(string(content)); !slices.Equal(got, fields) {
		t.Errorf("%s must list the fields of client-go\ngot:  %v\nwant: %v", listed, got, fields)
	}
}
