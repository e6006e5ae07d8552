package instance

import (
	"context"
	"sync"

	"flotilla.dev/sandbox/internal/controllers"
	"flotilla.dev/sandbox/internal/pki"
	"flotilla.dev/sandbox/internal/volumes"
)

// controllers are the Deployments that really run. Notifications are off: nobody receives them, and
// the operator would wait 30 s for each.
func (s *supervisor) controllers() []controllers.Row {
	return []controllers.Row{
		{
			Namespace: "flux-system", Deployment: "flux-operator", Path: s.state.Binaries.Operator,
			CRDs: []string{"fluxinstances.fluxcd.controlplane.io", "fluxreports.fluxcd.controlplane.io",
				"resourcesets.fluxcd.controlplane.io", "resourcesetinputproviders.fluxcd.controlplane.io"},
			Args: []string{"--storage-path=" + s.state.Binaries.FluxData, "--enable-leader-election=false", "--web-server-port=0",
				"--metrics-addr=" + loopback(s.state.Ports.Controller(0, 0)), "--health-addr=" + loopback(s.state.Ports.Controller(0, 1))},
			Env: []string{"NOTIFICATIONS_DISABLED=yes", "WEB_SERVER_PORT=0"},
		},
	}
}

// follow runs the controllers, and provides volumes, until the returned function is called, which returns when all have ended.
func (s *supervisor) follow(ctx context.Context) (stop func()) {
	host := controllers.Host{
		Folder: s.folder.join("controllers"), LogFile: s.folder.logFile, Environment: s.environment(),
		Server: s.server(), CertificateAuthority: s.pki.Certificate(pki.Authority), Group: s.group, Say: s.say,
	}
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	all.Go(func() {
		if err := controllers.Follow(ctx, s.client(), host, s.controllers()); err != nil {
			s.say("controllers not followed: %v", err)
		}
	})
	all.Go(func() {
		if err := volumes.Provision(ctx, s.client(), s.say); err != nil {
			s.say("volumes not provided: %v", err)
		}
	})
	return func() {
		cancel()
		all.Wait()
	}
}
