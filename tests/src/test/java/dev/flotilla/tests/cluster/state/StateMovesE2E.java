package dev.flotilla.tests.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A deployed cluster's state is moved there and back again, and every time nothing is lost. */
@Tag("staging")
class StateMovesE2E {
  private static final String ONE = "one-long-passphrase-4711";
  private static final String TWO = "two-long-passphrase-0815";

  /** The fewest that OpenTofu takes: each of its commands derives keys anew, for seconds. */
  private static final String FEWER_ITERATIONS =
      """
      key_provider "pbkdf2" "flotilla" {
        iterations = 200000
      }
      """;

  private final Path folder = Project.emptyFolder("state-moves");
  private final DeployedSandbox staging;
  private final KubernetesClient client;
  private final Path state = folder.resolve(".flotilla/state/staging.tfstate");

  StateMovesE2E(@InSandbox("staging") DeployedSandbox staging) {
    this.staging = staging;
    this.client = staging.sandbox().client();
  }

  @Test
  void movedStateIsRecognizedExplainedAndMovedBothWays() throws IOException {
    // As the first deploy has left it; that deploy's own folder goes on having its state.
    Files.createDirectories(state.getParent());
    Files.copy(staging.program().state("staging"), state);
    program().run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
    JsonNode before = resources(state);
    Map<String, String> live = Flux.fingerprints(client);

    assertMovesFromAFileToACluster(before);
    assertIsEncryptedThere();
    assertGetsAnotherPassphraseThere();
    assertMovesBackAndIsDecrypted(before);

    assertThat(Flux.fingerprints(client)).isEqualTo(live);
  }

  private void assertMovesFromAFileToACluster(JsonNode before) throws IOException {
    Program moved = program("state=kubernetes");
    String refusal =
        "error: cluster 'staging': its state is kept in 'local"
            + " ../../../.flotilla/state/staging.tfstate', and the fleet says 'kubernetes default"
            + " staging'; set the cluster's state back to what it was, or move it with 'flotilla"
            + " deploy staging --migrate-state'\n";
    assertThat(moved.run("diff", "staging", "--plane", "stacks", "--refresh").exited(1).stderr())
        .endsWith(refusal);
    assertThat(moved.run("destroy", "staging").exited(1).stderr()).endsWith(refusal);

    assertThat(migrated(moved))
        .contains(
            "staging: init: state: moved from 'local ../../../.flotilla/state/staging.tfstate' to"
                + " 'kubernetes default staging'\n")
        .contains("staging: init: state: the state as it was is kept as " + kept(1).get(0) + "\n");
    assertThat(state).doesNotExist();
    assertThat(resources(kept(1).get(0))).isEqualTo(before);
    assertThat(secret()).isNotEmpty();
  }

  private void assertIsEncryptedThere() throws IOException {
    Program encrypted = encrypted("state=kubernetes");
    assertThat(
            encrypted
                .with("TF_VAR_state_passphrase", ONE)
                .run("diff", "staging", "--plane", "stacks", "--refresh")
                .exited(1)
                .stderr())
        .contains(
            "error: cluster 'staging': init: its state is not encrypted, but the fleet declares"
                + " encryption; remove the cluster's encryption again, or encrypt it with 'flotilla"
                + " deploy staging --migrate-state'\n");

    assertThat(migrated(encrypted.with("TF_VAR_state_passphrase", ONE)))
        .contains("staging: init: state: encrypted as the fleet says\n")
        .contains("staging: init: state: the state as it was is kept as ");
    kept(2);
  }

  private void assertGetsAnotherPassphraseThere() throws IOException {
    Program encrypted = encrypted("state=kubernetes").with("TF_VAR_state_passphrase", TWO);
    assertThat(
            encrypted.run("diff", "staging", "--plane", "stacks", "--refresh").exited(1).stderr())
        .contains(
            "error: cluster 'staging': init: its state is encrypted with a passphrase or key other"
                + " than the one given; set the former one, or re-encrypt it with"
                + " 'FLOTILLA_OLD_STATE_PASSPHRASE=… flotilla deploy staging --migrate-state'\n");
    assertThat(encrypted.run("deploy", "staging", "--migrate-state").exited(1).stderr())
        .endsWith(
            "error: the state of cluster 'staging' is encrypted with another passphrase or key than"
                + " the fleet's; set FLOTILLA_OLD_STATE_PASSPHRASE to the passphrase, or, for a"
                + " key, declare both in the fleet until the state is re-encrypted\n");

    assertThat(migrated(encrypted.with("FLOTILLA_OLD_STATE_PASSPHRASE", ONE)))
        .contains("staging: init: state: encrypted as the fleet says\n");
    kept(3);
  }

  private void assertMovesBackAndIsDecrypted(JsonNode before) throws IOException {
    Program back = program().with("FLOTILLA_OLD_STATE_PASSPHRASE", TWO);

    assertThat(migrated(back))
        .contains("staging: init: state: not encrypted any more, as the fleet says\n")
        .contains(
            "staging: init: state: moved from 'kubernetes default staging' to 'local"
                + " ../../../.flotilla/state/staging.tfstate'\n")
        .contains(
            "staging: init: state: the state as it was stays in 'kubernetes default staging'\n");
    assertThat(resources(state)).isEqualTo(before);
    assertThat(secret()).isNotEmpty();
  }

  /** Returns what a deploy says that moves the state, and then has nothing else to do. */
  private static String migrated(Program program) {
    String said =
        program.run("deploy", "staging", "--migrate-state", "--flux-only").succeeded().stderr();
    assertThat(said).contains("staging: plan: no changes");
    return said;
  }

  private Program encrypted(String... properties) {
    String[] all =
        Stream.concat(Stream.of("encrypted=true"), Stream.of(properties)).toArray(String[]::new);
    return program(all).with("TF_ENCRYPTION", FEWER_ITERATIONS);
  }

  private Program program(String... properties) {
    String kubeconfig = staging.sandbox().environment().get("KUBECONFIG");
    String[] all =
        Stream.concat(Stream.of("kubeconfig=" + kubeconfig), Stream.of(properties))
            .toArray(String[]::new);
    return Program.ownFleet("MovedStateFleet", folder, all)
        .against(staging.sandbox())
        .inContext("staging");
  }

  /** Returns what was put aside so far. */
  private List<Path> kept(int count) throws IOException {
    try (Stream<Path> files = Files.list(state.getParent())) {
      List<Path> kept =
          files
              .filter(
                  file -> file.getFileName().toString().matches("staging\\.tfstate\\.\\d{8}T.*"))
              .sorted()
              .toList();
      assertThat(kept).hasSize(count);
      return kept;
    }
  }

  private String secret() {
    return client
        .secrets()
        .inNamespace("default")
        .withName("tfstate-default-staging")
        .require()
        .getData()
        .get("tfstate");
  }

  private static JsonNode resources(Path file) {
    return Sandbox.json(Project.read(file)).get("resources");
  }
}
