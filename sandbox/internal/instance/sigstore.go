package instance

import (
	"context"
	"net/http"

	"flotilla.dev/sandbox/internal/process"
	"flotilla.dev/sandbox/internal/sigstore"
)

// sigstorePorts are what listens in a sandbox with keyless signatures, in the order of their ports.
var sigstorePorts = []string{sigstore.Authority, sigstore.Log, sigstore.CTLog, sigstore.Timestamps, sigstore.Issuer, sigstore.Trust,
	sigstore.LogGRPC, sigstore.LogMetrics}

// sigstoreAddresses are where they listen.
func (p Ports) sigstoreAddresses() sigstore.Addresses {
	addresses := sigstore.Addresses{}
	for offset, name := range sigstorePorts {
		addresses[name] = loopback(p.Sigstore(offset))
	}
	return addresses
}

// sigstoreFolder is where keys, logs and what clients read are kept.
func (f Folder) sigstoreFolder() sigstore.Folder { return sigstore.Folder(f.join("sigstore")) }

// startSigstore starts the services, and waits until each answers.
func (s *supervisor) startSigstore(ctx context.Context) error {
	files, err := sigstore.Ensure(string(s.folder.sigstoreFolder()))
	if err != nil {
		return err
	}
	addresses := s.state.Ports.sigstoreAddresses()
	err = files.Publish(ctx, sigstore.Programs{Cosign: s.state.Binaries.Cosign, Sigstore: s.state.Binaries.Sigstore}, addresses)
	if err != nil {
		return err
	}
	if err := s.keep(s.sigstoreServices(files, addresses)...); err != nil {
		return err
	}
	for _, check := range sigstoreChecks(addresses) {
		if err := s.until(ctx, check.what, check.process, check.answers); err != nil {
			return err
		}
	}
	return nil
}

func (s *supervisor) sigstoreServices(files sigstore.Folder, addresses sigstore.Addresses) []process.Spec {
	return []process.Spec{
		s.ctLog(files, addresses),
		s.sigstore(sigstore.Log, "serve", "--http-address=127.0.0.1", "--http-port="+addresses.Port(sigstore.Log),
			"--grpc-address=127.0.0.1", "--grpc-port="+addresses.Port(sigstore.LogGRPC),
			"--http-metrics-port="+addresses.Port(sigstore.LogMetrics), "--hostname="+sigstore.LogOrigin,
			"--storage-dir="+files.Data(sigstore.Log), "--signer-filepath="+files.Key(sigstore.Log),
			"--checkpoint-interval=200ms", "--batch-max-age=50ms"),
		s.sigstore(sigstore.Timestamps, "-listen="+addresses[sigstore.Timestamps], "-key="+files.Key(sigstore.Timestamps),
			"-chain="+files.Certificates(sigstore.Timestamps)),
		s.sigstore(sigstore.Issuer, "-listen="+addresses[sigstore.Issuer], "-key="+files.Key(sigstore.Issuer),
			"-request-token="+files.RequestToken()),
		s.sigstore(sigstore.Trust, "-listen="+addresses[sigstore.Trust], "-dir="+files.Repository()),
		s.sigstore(sigstore.Authority, "-listen="+addresses[sigstore.Authority], "-certificate="+files.Certificates(sigstore.Authority),
			"-key="+files.Key(sigstore.Authority), "-issuer="+addresses[sigstore.Issuer],
			"-ct-log="+addresses.URL(sigstore.CTLog), "-ct-log-key="+files.PublicKey(sigstore.CTLog)),
	}
}

func (s *supervisor) sigstore(service string, args ...string) process.Spec {
	name := "sigstore-" + service
	return process.Spec{Name: name, Path: s.state.Binaries.Sigstore, Args: append([]string{service}, args...),
		Env: s.environment(), LogFile: s.folder.logFile(name)}
}

// ctLog is TesseraCT, which takes what the authority certifies, and nothing else.
func (s *supervisor) ctLog(files sigstore.Folder, addresses sigstore.Addresses) process.Spec {
	const name = "sigstore-" + sigstore.CTLog
	return process.Spec{Name: name, Path: s.state.Binaries.CTLog, Env: s.environment(), LogFile: s.folder.logFile(name),
		Args: []string{"--http_endpoint=" + addresses[sigstore.CTLog], "--origin=" + sigstore.LogOrigin,
			"--storage_dir=" + files.Data(sigstore.CTLog), "--private_key=" + files.Key(sigstore.CTLog),
			"--roots_pem_file=" + files.Certificates(sigstore.Authority), "--ext_key_usages=CodeSigning",
			"--checkpoint_interval=200ms", "--batch_max_age=50ms"}}
}

// sigstoreChecks ask what each service has for everybody.
func sigstoreChecks(addresses sigstore.Addresses) []check {
	var checks []check
	for _, asked := range [][3]string{
		{"CT log", sigstore.CTLog, "/ct/v1/get-roots"}, {"log", sigstore.Log, "/healthz"},
		{"timestamp authority", sigstore.Timestamps, "/ping"},
		{"issuer", sigstore.Issuer, "/token.actions.githubusercontent.com/.well-known/jwks"},
		{"repository of trust", sigstore.Trust, "/1.root.json"},
		{"certificate authority", sigstore.Authority, "/api/v2/trustBundle"},
	} {
		checks = append(checks, check{"Sigstore's " + asked[0], "sigstore-" + asked[1],
			answers(http.DefaultClient, addresses.URL(asked[1])+asked[2])})
	}
	return checks
}

// sigstoreEnv points cosign at the services, or the program at what describes them; without them both use those of the
// internet.
func (f Folder) sigstoreEnv(state State) []string {
	if !state.Keyless {
		return nil
	}
	if state.PrivateSigstore {
		return []string{"FLOTILLA_MIRROR_SIGSTORE=" + string(f.sigstoreFolder())}
	}
	return f.sigstoreFolder().Client("cosign", state.Ports.sigstoreAddresses())
}
