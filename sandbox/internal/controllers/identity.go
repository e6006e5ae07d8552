package controllers

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

const (
	tokenSeconds = 3600
	renewRetry   = 10 * time.Second
)

// An identity is a ServiceAccount's token in a file, which clients read anew every minute.
type identity struct {
	client         dynamic.Interface
	namespace      string
	serviceAccount string
	folder         string
}

func (i *identity) tokenFile() string { return filepath.Join(i.folder, "token") }

// kubeconfig writes the file through which the process reaches the API server, under no other rights than its own.
func (i *identity) kubeconfig(host Host) (string, error) {
	config := api.NewConfig()
	config.Clusters["sandbox"] = &api.Cluster{Server: host.Server, CertificateAuthority: host.CertificateAuthority}
	config.AuthInfos["sandbox"] = &api.AuthInfo{TokenFile: i.tokenFile()}
	config.Contexts["sandbox"] = &api.Context{Cluster: "sandbox", AuthInfo: "sandbox", Namespace: i.namespace}
	config.CurrentContext = "sandbox"
	path := filepath.Join(i.folder, "kubeconfig")
	return path, clientcmd.WriteToFile(*config, path)
}

// renew puts a new token in the place of the old one.
func (i *identity) renew(ctx context.Context) (expires time.Time, err error) {
	seconds := int64(tokenSeconds)
	request, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&authenticationv1.TokenRequest{
		TypeMeta:   metav1.TypeMeta{APIVersion: authenticationv1.SchemeGroupVersion.String(), Kind: "TokenRequest"},
		ObjectMeta: metav1.ObjectMeta{Name: i.serviceAccount, Namespace: i.namespace},
		Spec:       authenticationv1.TokenRequestSpec{ExpirationSeconds: &seconds},
	})
	if err != nil {
		return expires, err
	}
	answer, err := i.client.Resource(corev1.SchemeGroupVersion.WithResource("serviceaccounts")).Namespace(i.namespace).
		Create(ctx, &unstructured.Unstructured{Object: request}, metav1.CreateOptions{}, "token")
	if err != nil {
		return expires, fmt.Errorf("no token for the service account, got '%s/%s': %w", i.namespace, i.serviceAccount, err)
	}
	var token authenticationv1.TokenRequest
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(answer.Object, &token); err != nil {
		return expires, err
	}

	temporary := i.tokenFile() + ".tmp"
	if err := os.WriteFile(temporary, []byte(token.Status.Token), 0o600); err != nil {
		return expires, err
	}
	return token.Status.ExpirationTimestamp.Time, os.Rename(temporary, i.tokenFile())
}

// keepRenewing renews the token when two thirds of its time are over, until the context ends.
func (i *identity) keepRenewing(ctx context.Context, expires time.Time, say func(string, ...any)) {
	rest := time.Until(expires) * 2 / 3
	for {
		select {
		case <-time.After(rest):
		case <-ctx.Done():
			return
		}
		expires, err := i.renew(ctx)
		if err != nil {
			say("token not renewed, trying again: %v", err)
			rest = renewRetry
			continue
		}
		rest = time.Until(expires) * 2 / 3
	}
}
