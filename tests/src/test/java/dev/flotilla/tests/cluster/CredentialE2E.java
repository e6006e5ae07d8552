package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.CommandLines;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CredentialE2E {
  /** What the cluster is at: it only ever rises, in whatever order the tests run. */
  private static int revision = 1;

  private final DeployedSandbox cluster;

  CredentialE2E(@InSandbox("update") DeployedSandbox cluster) {
    this.cluster = cluster;
  }

  @Test
  void eachCredentialIsASecretOfItsOwn() {
    Secret git = secret("github-auth");

    assertThat(git.getType()).isEqualTo("Opaque");
    assertThat(git.getData())
        .containsOnlyKeys("username", "password")
        .containsEntry("username", base64("flux"))
        .containsEntry("password", base64(TestCredential.GIT_VALUE));
    assertThat(secret("ghcr-auth").getType()).isEqualTo("kubernetes.io/dockerconfigjson");
  }

  /** Whatever OpenTofu's language, JSON or a shell would make of it. */
  @Test
  void newValueArrivesWithAHigherRevisionCharacterByCharacter() {
    String value = "ghp_\"hY5'tQ0\\aZ ${pE8} %{uJc} $$(3W) <&> :@/# Äπ😀";
    deploy(++revision, value);

    assertThat(passwordOnTheCluster()).isEqualTo(value);
  }

  @Test
  void anotherValueAtTheSameRevisionIsNoChange() {
    String before = passwordOnTheCluster();

    program(revision, "another")
        .run("diff", "update", "--plane", "stacks", "--refresh")
        .succeeded();
    deploy(revision, "another");

    assertThat(passwordOnTheCluster()).isEqualTo(before);
  }

  @Test
  void lowerRevisionIsRefused() throws IOException {
    deploy(++revision, "kept");
    String state = Files.readString(cluster.program().state("update"));

    ProcessResult deploy = program(revision - 1, "older").run("deploy", "update").exited(1);

    assertThat(deploy.stderr())
        .endsWith(
            "error: the revision of credential 'ghcr-auth' of cluster 'update' must not fall below the applied %d, got '%d'; set it to %d, or to %d to send a new value\n"
                .formatted(revision, revision - 1, revision, revision + 1));
    assertThat(passwordOnTheCluster()).isEqualTo("kept");
    assertThat(cluster.program().state("update")).hasContent(state);
  }

  @Test
  void planNeedsNoCredential() {
    withoutValue(revision).run("diff", "update", "--plane", "stacks", "--refresh").succeeded();
    withoutValue(revision + 1).run("diff", "update", "--plane", "stacks", "--refresh").exited(2);
  }

  @Test
  void missingValueOfARisenRevisionIsNamed() {
    ProcessResult deploy = withoutValue(revision + 1).run("deploy", "update").exited(1);

    assertThat(deploy.stderr())
        .endsWith(
            "error: credential 'ghcr-auth' of cluster 'update' must be given, because its revision rises from %d to %d; set TF_VAR_ghcr_auth_password: Password or token of flux at %s.\n"
                .formatted(revision, revision + 1, registry()));
  }

  @Test
  void valueIsOnlyOnTheCluster() {
    String second = "ghp_nR2dVx8LqS5mGf0TyC7j";
    Set<String> seen = new TreeSet<>(cluster.commandLines());
    seen.add(cluster.deploy().output());
    try (var deploy = program(++revision, second).start("deploy", "update", "--flux-only")) {
      seen.addAll(CommandLines.watch(deploy));
      seen.add(deploy.await().succeeded().output());
    }
    assertThat(passwordOnTheCluster()).isEqualTo(second);
    assertThat(seen).as("command lines").anyMatch(line -> line.contains("tofu apply"));
    assertThat(savedPlan(second)).exists();
    assertThat(cluster.folder().resolve(".flotilla/state/update.tfstate.backup")).exists();

    for (String value : List.of(TestCredential.VALUE, TestCredential.GIT_VALUE, second)) {
      SecretScan scan = new SecretScan(value);
      seen.forEach(text -> scan.isNotIn("an output or a command line", text));
      scan.isNotInFilesOf(cluster.folder());
    }
  }

  /** HashiCorp's kubernetes provider logs what it sends and gets, and so does the stand-in. */
  @Test
  void logsOfProvidersAreKeptOutByDefault() throws IOException {
    String value = "ghp_vL4kD8sJq2XeWm7RtB0p";
    SecretScan scan = new SecretScan(value);
    Program traced =
        program(++revision, value).with(Map.of("TF_LOG", "TRACE", "TF_LOG_PROVIDER", "TRACE"));

    traced.run("deploy", "update", "--flux-only").succeeded();
    assertThat(log()).contains("[TRACE]");
    scan.isNotInFilesOf(cluster.folder());
    assertOnlyItsOwnerReadsWhatWasWritten();
    traced.run("diff", "update", "--plane", "stacks", "--refresh").succeeded();
    assertThat(log()).contains("[TRACE]");
    scan.isNotInFilesOf(cluster.folder());

    Program leaking =
        program(++revision, value).with("FLOTILLA_LOG_PROVIDERS_WITH_SECRETS", "DEBUG");
    assertThat(leaking.run("deploy", "update", "--flux-only").succeeded().stderr())
        .contains(
            "update: init: FLOTILLA_LOG_PROVIDERS_WITH_SECRETS is set, so %s holds what the providers send and get, secrets included; delete it after use\n"
                .formatted(cluster.program().output().resolve("stacks/update/flotilla.log")));
    assertThat(log()).contains("[91 123 34 ");
    assertThat(log()).contains("Received HTTP Response");
    // The next run begins a new log.
    program(revision, value).run("diff", "update", "--plane", "stacks", "--refresh").succeeded();
    scan.isNotInFilesOf(cluster.folder());
  }

  private void assertOnlyItsOwnerReadsWhatWasWritten() throws IOException {
    Path own = cluster.folder().resolve(".flotilla");
    try (Stream<Path> written = Files.walk(own)) {
      assertThat(written)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
    Path log = cluster.program().output().resolve("stacks/update/flotilla.log");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
  }

  private String log() {
    return Project.read(cluster.program().output().resolve("stacks/update/flotilla.log"));
  }

  /** A plan that sends the value again, saved where the deploy's own would lie. */
  private Path savedPlan(String value) {
    program(revision + 1, value).run("synth", "update").succeeded();
    Path plan = cluster.program().output().resolve("stacks/update/saved.plan");
    ProcessStarter.of(cluster.sandbox().environment().get("TERRAFORM_BINARY_NAME"), "plan", "-out")
        .args(plan.toString())
        .in(plan.getParent())
        .env(cluster.sandbox().environment())
        .env("TF_VAR_kubeconfig", cluster.sandbox().environment().get("KUBECONFIG"))
        .env(TestCredential.ALL)
        .env(TestCredential.VARIABLE, value)
        .run()
        .succeeded();
    return plan;
  }

  /** Returns where the sandbox has what is on {@code ghcr.io}. */
  private String registry() {
    return cluster.sandbox().environment().get("FLOTILLA_MIRROR").replace("ghcr.io=http://", "");
  }

  private void deploy(int revision, String value) {
    program(revision, value).run("deploy", "update", "--flux-only").succeeded();
  }

  private Program program(int revision, String value) {
    return withoutValue(revision).with(TestCredential.VARIABLE, value);
  }

  private Program withoutValue(int revision) {
    return Program.variedFleet(cluster.folder(), "revision=" + revision)
        .with(cluster.sandbox().environment());
  }

  private String passwordOnTheCluster() {
    String config = secret("ghcr-auth").getData().get(".dockerconfigjson");
    String json = new String(Base64.getDecoder().decode(config), StandardCharsets.UTF_8);
    return Sandbox.json(json).findPath("password").asText();
  }

  private Secret secret(String name) {
    return cluster.sandbox().client().secrets().inNamespace(Flux.NAMESPACE).withName(name).get();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
