package dev.flotilla.main.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.publish.sbom.FolderContent;
import dev.flotilla.main.publish.signature.DemandedSignature;
import dev.flotilla.main.publish.signature.DemandedSignature.Identity;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CheckAnswerTest {
  private static final String UNSIGNED =
      "a chart must have the signature that clusters demand, got"
          + " 'oci://registry.example.com/charts/web:1.0.0' in HelmRelease 'web/web'";

  private static final String ANSWER =
      """
      {
        "problems": [{"file": "components/web/staging/web.yaml", "line": 9, "environments": ["staging"],
          "clusters": ["staging"], "rule": "image", "message": "an image", "remedy": "name a tag"}],
        "off": [], "outsideRings": [], "unchecked": [], "charts": [], "failures": ["no registry"], "unchanged": false,
        "contents": [{"path": "components/web", "charts": [], "images": [{"repository": "registry.example.com/web", "tag": "1"}]}],
        "demands": [{
          "signature": {"reference": "registry.example.com/charts/web@sha256:ab", "identities": [{"issuer": "^us$", "subject": "^me$"}]},
          "problem": {"file": "components/web/staging/web.yaml", "line": 7, "environments": ["staging"], "clusters": ["staging"],
            "object": "HelmRelease 'web/web'", "rule": "signature", "message": "%s",
            "remedy": "take a version that is signed, or correct spec.verify of its source"%s}
        }]
      }
      """;

  @Test
  void aChartThatClustersWouldRefuseIsAProblemWithTheReason() {
    List<DemandedSignature> asked = new ArrayList<>();

    CheckAnswer answer =
        answer(
            "",
            demand -> {
              asked.add(demand);
              return Optional.of("no signatures found");
            });

    assertThat(answer.problems())
        .extracting(CheckProblem::toString)
        .containsExactly(
            "components/web/staging/web.yaml:7: staging: "
                + UNSIGNED
                + " (cosign said: no signatures found); take a version that is signed, or correct"
                + " spec.verify of its source",
            "components/web/staging/web.yaml:9: staging: an image; name a tag");
    assertThat(asked)
        .containsExactly(
            new DemandedSignature(
                "registry.example.com/charts/web@sha256:ab",
                false,
                List.of(),
                List.of(new Identity("^us$", "^me$")),
                ""));
  }

  @Test
  void aChartWithItsSignatureIsNoProblem() {
    CheckAnswer answer = answer("", demand -> Optional.empty());

    assertThat(answer.problems()).hasSize(1);
    assertThat(answer.contents().get(0).images())
        .containsExactly(new FolderContent.Image("registry.example.com/web", "1", ""));
  }

  @Test
  void aDemandThatIsSwitchedOffIsListedWithItsReason() {
    CheckAnswer answer =
        answer(", \"reason\": \"not yet signed\"", demand -> Optional.of("no signatures found"));

    assertThat(answer.problems()).hasSize(1);
    assertThat(answer.off()).extracting(CheckProblem::reason).containsExactly("not yet signed");
  }

  @Test
  void demandThatCannotBeVerifiedIsAFailure() {
    CheckAnswer answer =
        answer(
            "",
            demand -> {
              throw new Failure("cannot start cosign");
            });

    assertThat(answer.failures()).containsExactly("no registry", "cannot start cosign");
    assertThat(answer.hasPassed()).isFalse();
  }

  private static CheckAnswer answer(
      String reason, Function<DemandedSignature, Optional<String>> refusal) {
    try {
      return CheckAnswer.Found.read(ANSWER.formatted(UNSIGNED, reason).getBytes(UTF_8))
          .toAnswer(refusal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
