package instance

import (
	"fmt"
	"os"
	"strconv"

	"flotilla.dev/sandbox/internal/pki"
	"flotilla.dev/sandbox/internal/process"
)

// etcd does without syncing to disk: a sandbox may lose its last second when the machine loses power.
func (s *supervisor) etcd() process.Spec {
	client, peer := "http://"+loopback(s.state.Ports.Etcd()), "http://"+loopback(s.state.Ports.EtcdPeer())
	return s.component("etcd",
		"--name=sandbox", "--data-dir="+s.folder.join("etcd"), "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls="+client, "--advertise-client-urls="+client,
		"--listen-peer-urls="+peer, "--initial-advertise-peer-urls="+peer, "--initial-cluster=sandbox="+peer)
}

func (s *supervisor) apiServer() process.Spec {
	return s.component("kube-apiserver",
		"--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--secure-port="+strconv.Itoa(s.state.Ports.APIServer()),
		"--etcd-servers=http://"+loopback(s.state.Ports.Etcd()),
		"--client-ca-file="+s.pki.Certificate(pki.Authority),
		"--tls-cert-file="+s.pki.Certificate(pki.APIServer), "--tls-private-key-file="+s.pki.Key(pki.APIServer),
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file="+s.pki.Certificate(pki.ServiceAccounts),
		"--service-account-signing-key-file="+s.pki.Key(pki.ServiceAccounts),
		"--authorization-mode=Node,RBAC", "--allow-privileged=true",
		"--service-cluster-ip-range=10.0.0.0/24", "--endpoint-reconciler-type=none",
		// There is no aggregated API here; without these, the other components complain about it for ever.
		"--requestheader-client-ca-file="+s.pki.Certificate(pki.Authority), "--requestheader-allowed-names=front-proxy",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-")
}

// controllerManager keeps the node lifecycle controller, which alone makes new nodes schedulable.
func (s *supervisor) controllerManager() process.Spec {
	return s.component("kube-controller-manager", append(s.kubeClient(pki.ControllerManager, s.state.Ports.ControllerManager()),
		"--root-ca-file="+s.pki.Certificate(pki.Authority), "--service-account-private-key-file="+s.pki.Key(pki.ServiceAccounts),
		"--use-service-account-credentials=true", "--node-monitor-grace-period=1h")...)
}

func (s *supervisor) scheduler() process.Spec {
	return s.component("kube-scheduler", s.kubeClient(pki.Scheduler, s.state.Ports.Scheduler())...)
}

// kwok plays the kubelet of every node. Without the lease duration it would let its nodes go stale.
func (s *supervisor) kwok() process.Spec {
	return s.component("kwok",
		"--kubeconfig="+s.folder.Kubeconfig(), "--config="+s.state.Binaries.Stages, "--manage-all-nodes=true",
		"--node-ip=127.0.0.1", "--cidr=10.244.0.0/24", "--node-lease-duration-seconds=40")
}

func (s *supervisor) registry() (process.Spec, error) {
	config := s.folder.join("registry.yaml")
	content := fmt.Sprintf(`version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: %q}, delete: {enabled: true}}
http: {addr: %q}
`, s.folder.join("registry"), loopback(s.state.Ports.Registry()))
	return process.Spec{Name: "registry", Path: s.state.Binaries.Registry, Args: []string{"serve", config},
		Env: s.environment("OTEL_TRACES_EXPORTER=none"), LogFile: s.folder.logFile("registry")}, replaceFile(config, []byte(content))
}

func (s *supervisor) component(name string, args ...string) process.Spec {
	return process.Spec{Name: name, Path: s.state.Binaries.ControlPlane, Args: args, Env: s.environment(), LogFile: s.folder.logFile(name)}
}

func (s *supervisor) kubeClient(name string, port int) []string {
	kubeconfig := s.kubeconfig(name)
	return []string{"--kubeconfig=" + kubeconfig, "--authentication-kubeconfig=" + kubeconfig, "--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1", "--secure-port=" + strconv.Itoa(port),
		"--tls-cert-file=" + s.pki.Certificate(pki.APIServer), "--tls-private-key-file=" + s.pki.Key(pki.APIServer),
		"--leader-elect=false", "--kube-api-qps=200", "--kube-api-burst=400"}
}

// environment is the same for every process, whatever the user's is: no proxy, no home, no cluster. Only where many
// sandboxes run side by side, GOMAXPROCS may say that each process has one processor.
// A sandbox lives for minutes and begins anew often: a fifth of the API server's time would go into collecting garbage.
func (s *supervisor) environment(extra ...string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.folder.join("tmp"), "TMPDIR=" + s.folder.join("tmp"),
		"GOGC=400", "GOMAXPROCS=" + os.Getenv("GOMAXPROCS")}, extra...)
}
