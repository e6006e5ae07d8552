package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.CERT_MANAGER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.nio.file.Path;

/** What somebody who may push can pass off as a release of a component. */
enum Forgery {
  UNSIGNED("v0.9.0", "not signed", "no signatures found"),
  SIGNED_BY_A_KEY(
      "v0.9.1",
      "in no log that is trusted; another Sigstore has signed it, or a key",
      "no matching attestations: failed to verify log inclusion: not enough verified log entries from transparency log: 0 < 1"),
  SIGNED_BY_AN_EXPIRED_CERTIFICATE(
      "v0.9.2",
      "signed with a certificate that was not valid then, or of another authority",
      "no matching attestations: failed to verify leaf certificate: leaf certificate verification failed"),
  SIGNED_FOR_ANOTHER_DIGEST(
      "v0.9.3",
      "the signature is that of another artifact",
      "no matching attestations: failed to verify signature: provided artifact digest does not match any digest in statement");

  final String version;

  /** What source-controller says of it, in status. */
  final String refusal;

  /** What cosign says of it, in publish. */
  final String cosign;

  Forgery(String version, String refusal, String cosign) {
    this.version = version;
    this.refusal = refusal;
    this.cosign = cosign;
  }

  /** Pushes what v1.0.0 has as another release, which {@code workflow} would sign. */
  void push(Sandbox sandbox, RegistryClient registry, WorkflowRun workflow) {
    ObjectNode manifest = (ObjectNode) registry.manifest(CERT_MANAGER, "v1.0.0");
    String revision = "org.opencontainers.image.revision";
    ObjectNode annotations = (ObjectNode) manifest.get("annotations");
    annotations.put(revision, annotations.get(revision).asText().replace("v1.0.0", version));
    registry.push(CERT_MANAGER, version, manifest);
    String digest = registry.digest(CERT_MANAGER, version).orElseThrow();
    String address = "%s/%s@%s".formatted(registry.address(), CERT_MANAGER, digest);
    switch (this) {
      case UNSIGNED -> {}
      case SIGNED_BY_A_KEY -> Cosign.sign(Cosign.newKey(), "", address);
      case SIGNED_BY_AN_EXPIRED_CERTIFICATE -> signExpired(sandbox, workflow, address);
      case SIGNED_FOR_ANOTHER_DIGEST ->
          registry.copySignatures(
              CERT_MANAGER, registry.digest(CERT_MANAGER, "v1.0.0").orElseThrow(), digest);
    }
  }

  /** Where cosign knows no trusted root, it signs with a certificate that is over. */
  private static void signExpired(Sandbox sandbox, WorkflowRun workflow, String address) {
    Path folder = Project.emptyFolder("expired");
    ObjectNode config = (ObjectNode) Sandbox.json(Project.read(sandbox.signingConfig()));
    ObjectNode authority = (ObjectNode) config.at("/caUrls/0");
    authority.put("url", authority.get("url").asText() + "/expired");
    Path file = Project.write(folder.resolve("signing_config.json"), config.toString());
    ProcessStarter.of(Cosign.PROGRAM.toString(), "sign", "--yes", "--allow-http-registry")
        .args("--signing-config", file.toString(), address)
        .env(sandbox.identity(workflow))
        .env("TUF_MIRROR", "http://127.0.0.1:1")
        .env("TUF_ROOT", folder.resolve("tuf").toString())
        .env("HOME", folder.toString())
        .run()
        .succeeded();
  }
}
