package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CredentialE2E {
  /** What the cluster is at: it only ever rises, in whatever order the tests run. */
  private static int revision = 1;

  private final Bootstrapped cluster;

  CredentialE2E(@InSandbox("prod-us") Bootstrapped cluster) {
    this.cluster = cluster;
  }

  @Test
  void newValueArrivesWithAHigherRevision() {
    deploy(++revision, "ghp_hY5tQ0aZpE8uJc3WnB6k");

    assertThat(passwordOnTheCluster()).isEqualTo("ghp_hY5tQ0aZpE8uJc3WnB6k");
  }

  @Test
  void anotherValueAtTheSameRevisionIsNoChange() {
    String before = passwordOnTheCluster();

    program(revision, "another").run("diff", "prod-us").succeeded();
    deploy(revision, "another");

    assertThat(passwordOnTheCluster()).isEqualTo(before);
  }

  @Test
  void lowerRevisionIsRefused() throws IOException {
    deploy(++revision, "kept");
    String state = Files.readString(cluster.program().state("prod-us"));

    ProcessResult deploy = program(revision - 1, "older").run("deploy", "prod-us").exited(1);

    assertThat(deploy.stderr())
        .contains(
            "error: the revision of credential 'ghcr-auth' of cluster 'prod-us' must not fall below the applied %d, got '%d'"
                .formatted(revision, revision - 1));
    assertThat(passwordOnTheCluster()).isEqualTo("kept");
    assertThat(cluster.program().state("prod-us")).hasContent(state);
  }

  @Test
  void planNeedsNoCredential() {
    withoutValue(revision).run("diff", "prod-us").succeeded();
    withoutValue(revision + 1).run("diff", "prod-us").exited(2);
  }

  @Test
  void missingValueOfARisenRevisionIsNamed() {
    ProcessResult deploy = withoutValue(revision + 1).run("deploy", "prod-us").exited(1);

    assertThat(deploy.stderr())
        .contains(
            "error: credential 'ghcr-auth' of cluster 'prod-us' must be given, because its revision rises from %d to %d; set TF_VAR_ghcr_auth_password: "
                .formatted(revision, revision + 1));
  }

  @Test
  void valueIsOnTheClusterAndNowhereElse() {
    String second = "ghp_nR2dVx8LqS5mGf0TyC7j";
    Set<String> seen = new TreeSet<>(cluster.commandLines());
    seen.add(cluster.deploy().output());
    try (var deploy = program(++revision, second).start("deploy", "prod-us")) {
      seen.addAll(CommandLines.watch(deploy));
      seen.add(deploy.await().succeeded().output());
    }
    assertThat(passwordOnTheCluster()).isEqualTo(second);
    assertThat(seen).as("command lines").anyMatch(line -> line.contains("tofu apply"));
    assertThat(savedPlan(second)).exists();
    assertThat(cluster.folder().resolve(".flotilla/state/prod-us.tfstate.backup")).exists();

    for (String value : List.of(TestCredential.VALUE, second)) {
      Secrecy secrecy = new Secrecy(value);
      seen.forEach(text -> secrecy.isNotIn("an output or a command line", text));
      secrecy.isNotInFilesOf(cluster.folder());
    }
  }

  /** A plan that sends the value again, saved where the deploy's own would lie. */
  private Path savedPlan(String value) {
    program(revision + 1, value).run("synth", "prod-us").succeeded();
    Path plan = cluster.program().output().resolve("stacks/prod-us/saved.plan");
    ProcessStarter.of(cluster.sandbox().environment().get("TERRAFORM_BINARY_NAME"), "plan", "-out")
        .args(plan.toString())
        .in(plan.getParent())
        .env(cluster.sandbox().environment())
        .env("TF_VAR_kubeconfig", cluster.sandbox().environment().get("KUBECONFIG"))
        .env(TestCredential.VARIABLE, value)
        .run()
        .succeeded();
    return plan;
  }

  private void deploy(int revision, String value) {
    program(revision, value).run("deploy", "prod-us").succeeded();
  }

  private Program program(int revision, String value) {
    return withoutValue(revision).with(TestCredential.VARIABLE, value);
  }

  private Program withoutValue(int revision) {
    return Program.variedFleet(cluster.folder(), "revision=" + revision)
        .with(cluster.sandbox().environment());
  }

  private String passwordOnTheCluster() {
    String config =
        cluster
            .sandbox()
            .client()
            .secrets()
            .inNamespace(Flux.NAMESPACE)
            .withName("ghcr-auth")
            .get()
            .getData()
            .get(".dockerconfigjson");
    String json = new String(Base64.getDecoder().decode(config), StandardCharsets.UTF_8);
    return Sandbox.json(json).findPath("password").asText();
  }
}
