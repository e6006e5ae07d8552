package controllers

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// A place is where the things of a pod are on this machine: its volumes are folders, and the Services
// that lead to controllers are the addresses at which these listen.
type place struct {
	home     string
	mounts   []corev1.VolumeMount
	services map[string]string // address by NAME.NAMESPACE
}

// prepare makes the folders of the volumes.
func (p place) prepare() error {
	for _, mount := range p.mounts {
		if err := os.MkdirAll(filepath.Join(p.home, mount.MountPath), 0o700); err != nil {
			return err
		}
	}
	return nil
}

func (p place) translateAll(texts []string) []string {
	translated := make([]string, len(texts))
	for i, text := range texts {
		translated[i] = p.translate(text)
	}
	return translated
}

// translate puts what is here in the place of what only a pod can reach, in a flag or a variable (NAME=VALUE).
func (p place) translate(text string) string {
	name, value, found := strings.Cut(text, "=")
	if !found {
		return text
	}
	for _, mount := range p.mounts {
		if value == mount.MountPath || strings.HasPrefix(value, mount.MountPath+"/") {
			return name + "=" + filepath.Join(p.home, value)
		}
	}
	return name + "=" + service.ReplaceAllStringFunc(value, p.address)
}

// service is the host of a Service, with or without the cluster's domain and a port.
var service = regexp.MustCompile(`([a-z0-9-]+\.[a-z0-9-]+)\.svc(\.[a-z0-9.-]+)?(:[0-9]+)?`)

func (p place) address(host string) string {
	if address, found := p.services[service.FindStringSubmatch(host)[1]]; found {
		return address
	}
	return host
}
