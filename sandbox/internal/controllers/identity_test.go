package controllers

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic/fake"
	clienttesting "k8s.io/client-go/testing"
)

// issuer is a client of an API server whose tokens live as long as requested, and are numbered.
func issuer(life time.Duration) *fake.FakeDynamicClient {
	var issued atomic.Int32
	client := fake.NewSimpleDynamicClient(runtime.NewScheme())
	client.PrependReactor("create", "serviceaccounts", func(clienttesting.Action) (bool, runtime.Object, error) {
		return true, &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "status": map[string]any{
				"token": fmt.Sprintf("token %d", issued.Add(1)), "expirationTimestamp": time.Now().Add(life).Format(time.RFC3339)}}}, nil
	})
	return client
}

func TestTokenIsRenewedBeforeItExpires(t *testing.T) {
	const life = 3 * time.Second
	i := &identity{client: issuer(life), namespace: "flux-system", serviceAccount: "source-controller", folder: t.TempDir()}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	began := time.Now()
	expires, err := i.renew(ctx)
	if err != nil {
		t.Fatal(err)
	}
	go i.keepRenewing(ctx, expires, t.Logf)

	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for range ticker.C {
		token, err := os.ReadFile(i.tokenFile())
		if err != nil {
			t.Fatal(err)
		}
		if string(token) == "token 2" {
			return
		}
		if time.Since(began) > life {
			t.Fatalf("not renewed within %s, got %q", life, token)
		}
	}
}
