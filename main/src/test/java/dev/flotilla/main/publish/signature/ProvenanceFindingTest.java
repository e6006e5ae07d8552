package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvenanceFindingTest {
  private static final String REVISION = "main@sha1:" + "a".repeat(40);
  private static final String OTHER = "main@sha1:" + "b".repeat(40);

  @Test
  void findingIsWhatIsSaidOfTheRevisionThatRuns() {
    assertThat(
            ProvenanceFinding.of("web", List.of(provenance(OTHER), provenance(REVISION)), REVISION))
        .isEqualTo(new ProvenanceFinding(Optional.of(provenance(REVISION)), "", false));
  }

  @Test
  void warnsOfProvenanceOfSomethingElse() {
    assertThat(ProvenanceFinding.of("web", List.of(provenance(OTHER)), REVISION))
        .isEqualTo(
            new ProvenanceFinding(
                Optional.of(provenance(OTHER)),
                "'web' must have provenance of 'main@sha1:aaaaaaaa', got that of 'main@sha1:bbbbbbbb'; find out who has signed that, and publish a newer version",
                true));
  }

  /** What was published before there was provenance runs as before. */
  @Test
  void saysThatThereIsNoneWithoutAWarning() {
    assertThat(ProvenanceFinding.of("web", List.of(), REVISION))
        .isEqualTo(
            new ProvenanceFinding(
                Optional.empty(), "no provenance; a newer version will have it", false));
  }

  @Test
  void warnsOfAWorkflowThatAnotherRepositoryCalls() {
    String signer = "acme/apps/.github/workflows/push-web.yaml@refs/heads/main";

    assertThat(
            ProvenanceFinding.ofCall(
                    "web",
                    signer,
                    "no matching CertificateIdentity found, last error: expected GithubWorkflowRepository to be \"acme/apps\", got \"mallory/fork\"")
                .message())
        .isEqualTo(
            "'web' must be signed by a run of '%s' itself, got one of 'mallory/fork', which calls it; remove 'workflow_call' from that file, and publish again"
                .formatted(signer));
    assertThat(ProvenanceFinding.ofCall("web", signer, "refused").message())
        .contains("got one of 'another repository', which calls it");
  }

  private static Provenance provenance(String revision) {
    return new Provenance(
        revision, revision.substring(10), "https://github.com/acme/apps", "b", "");
  }
}
