package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.ExecCredential;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.source.GitRef;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetValuesTest {
  private static final String CA = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  private static final String SECRET =
      " must not hold a secret, which synth would write for all to read, got what looks like %s; refer to a variable, a file or a Secret";

  @TempDir private Path folder;

  @Test
  void valuesRefuseASecretInAnyValue() {
    ExecCredential exec =
        ExecCredential.of(
                "login", "--token=hunter2", "--password", "hunter2", "--token-file", "/run/token")
            .withVariable("AWS_SECRET_ACCESS_KEY", "hunter2")
            .withVariable("AWS_PROFILE", "prod");
    Cluster staging =
        Fleets.staging()
            .access(ClusterAccess.endpoint("https://10.0.0.1:6443", CA, exec))
            .addVariable("SLACK_TOKEN", "hunter2")
            .addVariable("TOKEN_URL", "https://sts.acme.example")
            .build();

    assertThat(Rendering.problems(Fleets.of(staging)))
        .containsExactly(
            problem("clusters[staging].variables[SLACK_TOKEN]", "the value of 'SLACK_TOKEN'"),
            problem("clusters[staging].access.exec.arguments[0]", "the value of '--token'"),
            problem("clusters[staging].access.exec.arguments[2]", "the value of '--password'"),
            problem(
                "clusters[staging].access.exec.environment[AWS_SECRET_ACCESS_KEY]",
                "the value of 'AWS_SECRET_ACCESS_KEY'"));
  }

  @Test
  void valuesAreRefusedBeforeAnythingIsWritten() {
    ExecCredential exec = ExecCredential.of("login", "--token=hunter2");
    Fleet fleet =
        Fleets.of(
            Fleets.staging()
                .access(ClusterAccess.endpoint("https://10.0.0.1:6443", CA, exec))
                .build());

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(() -> new FleetApp(fleet, FleetAppProps.of(folder.resolve("out"))))
        .withMessageContaining("clusters[staging].access.exec.arguments[0]")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    assertThat(folder).isEmptyDirectory();
  }

  /** What a user's own construct adds is in no value of the fleet. */
  @Test
  void valuesAreCheckedInTheSynthesizedStackToo() {
    FleetApp app =
        new FleetApp(Fleets.of(Fleets.staging().build()), FleetAppProps.of(folder.resolve("out")));
    new TerraformOutput(
        (ClusterStack) app.getNode().findChild("staging"),
        "login",
        TerraformOutputConfig.builder().value("curl --token=hunter2").build());

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(app::synth)
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        new Problem(
                            "staging",
                            "'output.login.value'" + SECRET.formatted("the value of '--token'"))));
    assertThat(folder.resolve("out/stacks")).doesNotExist();
  }

  @Test
  void valuesRefuseNull() {
    @Nullable Channel none = null;
    Environment environment = new Environment("staging", none, GitRef.branch("main"));
    Fleet fleet = Fleets.of(Cluster.workload("staging", environment).build());

    assertThat(Rendering.problems(fleet))
        .containsExactly(
            new Problem(
                "fleet", "'clusters[staging].environment.channel' must be set, got null; set it"));
  }

  @Test
  void valuesRefuseCharactersThatReadersTakeDifferently() {
    Fleet fleet =
        Fleets.of(
            Fleets.staging().addVariable("A", "a\u0007b").addVariable("B", "a\ud83d").build());

    assertThat(Rendering.problems(fleet))
        .containsExactly(
            new Problem(
                "fleet",
                "'clusters[staging].variables[A]' must consist of printable characters, got U+0007"),
            new Problem(
                "fleet",
                "'clusters[staging].variables[B]' must be Unicode, got an unpaired surrogate; correct the text"));
  }

  private static Problem problem(String path, String form) {
    return new Problem("fleet", "'" + path + "'" + SECRET.formatted(form));
  }
}
