package dev.flotilla.main.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProvenanceTableTest {
  private static final ArtifactProvenance FLEET =
      new ArtifactProvenance(
          "fleet",
          "sha256:ab",
          "989ec174".repeat(5),
          "https://github.com/acme/fleet",
          "https://github.com/acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main",
          "https://github.com/acme/fleet/actions/runs/9/attempts/1",
          "",
          false);

  private static final ArtifactProvenance WEB =
      new ArtifactProvenance(
          "web",
          "sha256:ab",
          "5be2f0c4".repeat(5),
          "https://git.acme.example/apps",
          "https://flotilla.dev/machine",
          "",
          "",
          false);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ProvenanceTable table =
      new ProvenanceTable(
          new Report(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false));

  @Test
  void tableHasARowForEachArtifactWhoseProvenanceIsKnown() {
    table.print(new TreeMap<>(Map.of("prod", List.of(FLEET), "staging", List.of(FLEET, WEB))));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            CLUSTER  ARTIFACT  COMMIT    REPOSITORY             BUILT BY                                        RUN
            prod     fleet     989ec174  acme/fleet             acme/fleet: push-artifact.yaml@refs/heads/main  https://github.com/acme/fleet/actions/runs/9/attempts/1
            staging  fleet     989ec174  acme/fleet             acme/fleet: push-artifact.yaml@refs/heads/main  https://github.com/acme/fleet/actions/runs/9/attempts/1
            staging  web       5be2f0c4  git.acme.example/apps  flotilla.dev/machine
            """);
  }

  @Test
  void namesTogetherWhatIsNotKnownForOneReason() {
    table.print(
        Map.of(
            "prod",
            List.of(
                unknown("fleet", "no provenance; a newer version will have it"),
                unknown("api", "provenance not checked: registry 'r' must be reachable"),
                unknown("web", "no provenance; a newer version will have it"))));

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            prod: fleet, web: no provenance; a newer version will have it
            prod: api: provenance not checked: registry 'r' must be reachable
            """);
  }

  @Test
  void tableIsEmptyWhereNobodyHasToSign() {
    table.print(Map.of("prod", List.of()));

    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void warnsOfWhatIsWrongAndEndsWith2() {
    ArtifactProvenance wrong =
        new ArtifactProvenance("web", "sha256:ab", "", "", "", "", "'web' must be mine", true);

    assertThat(table.warn(Map.of("prod", List.of(FLEET)))).isZero();
    assertThat(table.warn(Map.of("prod", List.of(FLEET, wrong)))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualTo("warning: cluster 'prod': 'web' must be mine\n");
  }

  private static ArtifactProvenance unknown(String artifact, String message) {
    return new ArtifactProvenance(artifact, "sha256:ab", "", "", "", "", message, false);
  }
}
