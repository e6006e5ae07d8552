package controllers

import (
	"os"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

func TestAddressesOfPodsAreTranslated(t *testing.T) {
	here := place{home: "/home", mounts: []corev1.VolumeMount{{MountPath: "/data"}, {MountPath: "/tmp"}},
		services: services([]Row{
			{Deployment: "flux-operator", Namespace: "flux-system"},
			{Deployment: "source-controller", Namespace: "flux-system", Address: "127.0.0.1:1"},
			{Deployment: "notification-controller", Namespace: "flux-system", Address: "127.0.0.1:2"},
		})}
	for text, want := range map[string]string{
		"--events-addr=http://notification-controller.flux-system.svc.cluster.local./": "--events-addr=http://127.0.0.1:2/",
		"--events-addr=http://notification-controller.flux-system.svc:9090/path":       "--events-addr=http://127.0.0.1:2/path",
		"--storage-adv-addr=source-controller.flux-system.svc.example.internal.":       "--storage-adv-addr=127.0.0.1:1",
		"--events-addr=": "--events-addr=",
		"--host=http://source-controller.other.svc.cluster.local./":  "--host=http://source-controller.other.svc.cluster.local./",
		"--host=flux-operator.flux-system.svc.cluster.local.":        "--host=flux-operator.flux-system.svc.cluster.local.",
		"--host=my-source-controller.flux-system.svc.cluster.local.": "--host=my-source-controller.flux-system.svc.cluster.local.",
		"--storage-path=/data":          "--storage-path=/home/data",
		"TUF_ROOT=/tmp/.sigstore":       "TUF_ROOT=/home/tmp/.sigstore",
		"--storage-path=/database":      "--storage-path=/database",
		"--no-cross-namespace-refs":     "--no-cross-namespace-refs",
		"--feature-gates=A=true,B=true": "--feature-gates=A=true,B=true",
	} {
		if got := here.translate(text); got != want {
			t.Errorf("%q becomes %q, wanted %q", text, got, want)
		}
	}
}

func TestVolumesAreFoldersOfTheController(t *testing.T) {
	here := place{home: t.TempDir(), mounts: []corev1.VolumeMount{{MountPath: "/data"}, {MountPath: "/var/cache/charts"}}}
	if err := here.prepare(); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"data", "var/cache/charts"} {
		info, err := os.Stat(filepath.Join(here.home, folder))
		if err != nil || !info.IsDir() || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", folder, info, err)
		}
	}
}
