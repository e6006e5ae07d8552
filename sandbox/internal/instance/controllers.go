package instance

import (
	"context"
	"path/filepath"
	"sync"

	"flotilla.dev/sandbox/internal/controllers"
	"flotilla.dev/sandbox/internal/pki"
	"flotilla.dev/sandbox/internal/volumes"
)

// fluxNamespace is where Flux and its operator live.
const fluxNamespace = "flux-system"

// sourceCRDs are what every controller that reads sources watches.
var sourceCRDs = []string{"buckets.source.toolkit.fluxcd.io", "externalartifacts.source.toolkit.fluxcd.io",
	"gitrepositories.source.toolkit.fluxcd.io", "helmcharts.source.toolkit.fluxcd.io",
	"helmrepositories.source.toolkit.fluxcd.io", "ocirepositories.source.toolkit.fluxcd.io"}

// promptly has a controller look again soon after what it depends on: here that is ready within seconds, and people wait.
const promptly = "--requeue-dependency=1s"

// controllers are the Deployments that really run.
func (s *supervisor) controllers() []controllers.Row {
	return []controllers.Row{
		s.operator(0),
		s.notificationController(1),
		s.sourceController(2),
		s.kustomizeController(3),
		s.helmController(4),
		s.sourceWatcher(5),
		s.imageReflectorController(6),
		s.imageAutomationController(7),
	}
}

// operator sends no events: it would wait 30 s for each on a cluster that has no notification-controller.
func (s *supervisor) operator(number int) controllers.Row {
	return controllers.Row{
		Namespace: fluxNamespace, Deployment: "flux-operator", Path: s.state.Binaries.Operator,
		CRDs: []string{"fluxinstances.fluxcd.controlplane.io", "fluxreports.fluxcd.controlplane.io",
			"resourcesets.fluxcd.controlplane.io", "resourcesetinputproviders.fluxcd.controlplane.io"},
		Args: append(s.common(number), promptly, "--storage-path="+s.state.Binaries.FluxData, "--web-server-port=0"),
		Env:  []string{"NOTIFICATIONS_DISABLED=yes", "WEB_SERVER_PORT=0"},
	}
}

func (s *supervisor) notificationController(number int) controllers.Row {
	row := s.flux("notification-controller", number, "alerts.notification.toolkit.fluxcd.io",
		"providers.notification.toolkit.fluxcd.io", "receivers.notification.toolkit.fluxcd.io")
	row.Address = loopback(s.state.Ports.Controller(number, 2))
	row.Args = append(row.Args, "--events-addr="+row.Address, "--receiverAddr="+loopback(s.state.Ports.Controller(number, 3)))
	return row
}

func (s *supervisor) sourceController(number int) controllers.Row {
	row := s.flux("source-controller", number, sourceCRDs...)
	row.Sharded = true
	row.Address = loopback(s.state.Ports.Controller(number, 2))
	row.Args = append(row.Args, "--storage-addr="+row.Address)
	if s.state.Keyless && !s.state.PrivateSigstore {
		row.Env = s.folder.sigstoreFolder().Controller(row.Deployment, s.state.Ports.sigstoreAddresses())
	}
	return row
}

func (s *supervisor) kustomizeController(number int) controllers.Row {
	row := s.flux("kustomize-controller", number, append(sourceCRDs, "kustomizations.kustomize.toolkit.fluxcd.io")...)
	row.Sharded = true
	row.Args = append(row.Args, promptly)
	return row
}

func (s *supervisor) helmController(number int) controllers.Row {
	row := s.flux("helm-controller", number, append(sourceCRDs, "helmreleases.helm.toolkit.fluxcd.io")...)
	row.Sharded = true
	row.Args = append(row.Args, promptly)
	return row
}

func (s *supervisor) sourceWatcher(number int) controllers.Row {
	row := s.flux("source-watcher", number, append(sourceCRDs, "artifactgenerators.source.extensions.fluxcd.io")...)
	row.Address = loopback(s.state.Ports.Controller(number, 2))
	row.Args = append(row.Args, "--storage-addr="+row.Address)
	return row
}

// imageReflectorController keeps what it has found: its Deployment leaves the folder to a default.
func (s *supervisor) imageReflectorController(number int) controllers.Row {
	row := s.flux("image-reflector-controller", number, "imagepolicies.image.toolkit.fluxcd.io", "imagerepositories.image.toolkit.fluxcd.io")
	row.Args = append(row.Args, "--storage-path="+filepath.Join(s.folder.join("controllers"), row.Deployment, "data"))
	return row
}

func (s *supervisor) imageAutomationController(number int) controllers.Row {
	return s.flux("image-automation-controller", number, append(sourceCRDs, "imagepolicies.image.toolkit.fluxcd.io",
		"imageupdateautomations.image.toolkit.fluxcd.io")...)
}

// flux is what the rows of Flux's own controllers have in common.
func (s *supervisor) flux(name string, number int, crds ...string) controllers.Row {
	return controllers.Row{Namespace: fluxNamespace, Deployment: name, Path: filepath.Join(s.state.Binaries.Controllers, name),
		CRDs: crds, Args: s.common(number)}
}

// common are the arguments of every controller: there is one of each, so none is elected.
func (s *supervisor) common(number int) []string {
	return []string{"--enable-leader-election=false", "--metrics-addr=" + loopback(s.state.Ports.Controller(number, 0)),
		"--health-addr=" + loopback(s.state.Ports.Controller(number, 1))}
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
