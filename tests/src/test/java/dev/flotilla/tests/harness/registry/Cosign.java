package dev.flotilla.tests.harness.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The cosign that signs in sandboxes. */
public final class Cosign {
  public static final Path PROGRAM = Sandbox.built("cosign");

  private Cosign() {}

  /** Returns the private key of a new pair, which has no password. */
  public static Path newKey() {
    Path prefix = Project.emptyFolder("key").resolve("cosign");
    ProcessStarter.of(PROGRAM.toString(), "generate-key-pair")
        .args("--output-key-prefix", prefix.toString())
        .env("COSIGN_PASSWORD", "")
        .run()
        .succeeded();
    return prefix.resolveSibling("cosign.key");
  }

  /** Signs an artifact as the holder of a key. */
  public static void sign(Path privateKey, String password, String artifact) {
    ProcessStarter.of(PROGRAM.toString(), "sign", "--yes", "--allow-http-registry")
        .args("--tlog-upload=false", "--use-signing-config=false")
        .args("--key", privateKey.toString(), artifact)
        .env("COSIGN_PASSWORD", password)
        .run()
        .succeeded();
  }

  /** Signs an artifact, or attests something of it, as the workflow that an environment is of. */
  public static void runAs(Map<String, String> identity, String artifact, String... command) {
    ProcessStarter.of(PROGRAM.toString())
        .args(command)
        .args("--yes", "--allow-http-registry", artifact)
        .env(identity)
        .run()
        .succeeded();
  }

  /** Attests as the holder of a key. */
  public static void attest(Path privateKey, String password, String artifact, Path predicate) {
    ProcessStarter.of(PROGRAM.toString(), "attest", "--yes", "--allow-http-registry")
        .args("--tlog-upload=false", "--use-signing-config=false")
        .args("--type", "slsaprovenance1", "--predicate", predicate.toString())
        .args("--key", privateKey.toString(), artifact)
        .env("COSIGN_PASSWORD", password)
        .run()
        .succeeded();
  }

  /** Returns what the holder of a key says of how an artifact was built, each as a statement. */
  public static List<JsonNode> provenance(Path publicKey, String artifact) {
    return attested("slsaprovenance1", publicKey, artifact);
  }

  /** Returns what the holder of a key attests of a type, each as a statement. */
  public static List<JsonNode> attested(String type, Path publicKey, String artifact) {
    return ProcessStarter.of(PROGRAM.toString(), "verify-attestation", "--allow-http-registry")
        .args("--type", type, "--insecure-ignore-tlog")
        .args("--key", publicKey.toString(), artifact)
        .run()
        .stdout()
        .lines()
        .map(line -> Sandbox.json(line).get("payload").asText())
        .map(payload -> Sandbox.json(new String(Base64.getDecoder().decode(payload), UTF_8)))
        .toList();
  }

  /** Returns whether the holder of a key has signed what is at an address, as Flux would find. */
  public static boolean hasSigned(Path publicKey, String address) {
    return ProcessStarter.of(PROGRAM.toString(), "verify", "--allow-http-registry")
            .args("--insecure-ignore-tlog", "--key", publicKey.toString(), address)
            .run()
            .exitCode()
        == 0;
  }
}
