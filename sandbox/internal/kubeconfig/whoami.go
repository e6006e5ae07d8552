// Package kubeconfig is what the program's reader of kubeconfigs is measured by: client-go.
package kubeconfig

import (
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"time"

	authentication "k8s.io/api/authentication/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// answer is who a kubeconfig makes one, or why it does not.
type answer struct {
	User   string   `json:"user,omitempty"`
	Groups []string `json:"groups,omitempty"`
	Error  string   `json:"error,omitempty"`
}

// WhoAmI asks, for a context of each list of files, as kubectl does, and prints an object with an answer for each.
func WhoAmI(ctx context.Context, out io.Writer, kubeContext string, lists []string) error {
	answers := map[string]answer{}
	for _, list := range lists {
		answers[list] = ask(ctx, kubeContext, list)
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(answers)
}

func ask(ctx context.Context, kubeContext, list string) answer {
	rules := &clientcmd.ClientConfigLoadingRules{Precedence: filepath.SplitList(list)}
	overrides := &clientcmd.ConfigOverrides{CurrentContext: kubeContext}
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, overrides).ClientConfig()
	if err != nil {
		return answer{Error: err.Error()}
	}
	config.Timeout = 10 * time.Second
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return answer{Error: err.Error()}
	}
	review, err := client.AuthenticationV1().SelfSubjectReviews().
		Create(ctx, &authentication.SelfSubjectReview{}, meta.CreateOptions{})
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{User: review.Status.UserInfo.Username, Groups: review.Status.UserInfo.Groups}
}
