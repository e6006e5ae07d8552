// Package controllers runs what a Deployment describes as a process of this machine. The sandbox's
// nodes only pretend that pods run; a controller, which needs nothing but the API server, can really run.
package controllers

import (
	"fmt"
	"os"
	"path/filepath"

	"flotilla.dev/sandbox/internal/process"
)

// A Row says how the first container of one Deployment becomes a process.
type Row struct {
	Namespace  string
	Deployment string
	// CRDs must be served before the process starts: it would end without them.
	CRDs []string
	Path string
	// Address is where the Service that has the Deployment's name leads (empty: there is none).
	Address string
	// Sharded says that a Deployment NAME-SHARD beside it runs too, at addresses of its own.
	Sharded bool
	// Args replace the container's own of the same flags: a pod has its ports to itself.
	Args []string
	// Env is added to the container's and goes before it.
	Env []string
}

// A Host is what processes need of the instance they run in.
type Host struct {
	Folder               string // of its own for every controller
	LogFile              func(name string) string
	Environment          []string
	Server               string
	CertificateAuthority string
	Group                *process.Group
	Say                  func(format string, args ...any)
}

// home makes the folder of one controller.
func (h Host) home(row Row) (string, error) {
	folder := filepath.Join(h.Folder, row.Deployment)
	if err := os.MkdirAll(filepath.Join(folder, "tmp"), 0o700); err != nil {
		return "", fmt.Errorf("folder of %s not writable: %w", row.Deployment, err)
	}
	return folder, nil
}

// services returns where the Services of the rows lead, by NAME.NAMESPACE.
func services(rows []Row) map[string]string {
	addresses := map[string]string{}
	for _, row := range rows {
		if row.Address != "" {
			addresses[row.Deployment+"."+row.Namespace] = row.Address
		}
	}
	return addresses
}
