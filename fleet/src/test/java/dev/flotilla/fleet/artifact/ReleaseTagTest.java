package dev.flotilla.fleet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTagTest {
  @ParameterizedTest
  @CsvSource({
    "{component}/v{version}, web/v1.2.3",
    "{component}-v{version}, web-v1.2.3",
    "{component}@{version}, web@1.2.3",
    "releases/{component}/{version}, releases/web/1.2.3",
    "v{version}, v1.2.3",
    "{version}, 1.2.3",
  })
  void namesAReleaseAsItIsSigned(String form, String tag) {
    ReleaseTag releases = new ReleaseTag(form);

    assertThat(releases.name("web", new Version(1, 2, 3))).isEqualTo(tag);
    assertThat("refs/tags/" + tag).matches(releases.all("web").pattern());
    assertThat("refs/tags/" + tag).matches(GitRef.tag(tag).pattern());
    assertThat("refs/tags/" + tag + "-rc.1").doesNotMatch(releases.all("web").pattern());
    assertThat("refs/tags/x" + tag).doesNotMatch(releases.all("web").pattern());
  }

  @Test
  void releaseTagIsTheNameOfTheComponentAndAVersionByDefault() {
    assertThat(ReleaseTag.OF_COMPONENT.all("web")).isEqualTo(GitRef.semverTags("web"));
    assertThat(ReleaseTag.OF_REPOSITORY.all("web")).isEqualTo(GitRef.semverTags());
  }

  @Test
  void usesTheFormOfTheRepositoryForReleasesAndPins() {
    Artifact web =
        new ArtifactRepository(
                "apps",
                new OciUrl("oci://ghcr.io/acme/apps"),
                ArtifactSigner.gitHubActions("acme/apps"))
            .withReleaseTag(new ReleaseTag("{component}-v{version}"))
            .artifact("web");

    assertThat(web.verification(GitRef.semverTags()))
        .isEqualTo(signedAt(GitRef.releases("web-v"), "release-web.yaml"));
    assertThat(web.verification(new Version(1, 2, 3)))
        .isEqualTo(signedAt(GitRef.tag("web-v1.2.3"), "release-web.yaml"));
    assertThat(web.verification(GitRef.branch("main")))
        .isEqualTo(signedAt(GitRef.branch("main"), "push-web.yaml"));
  }

  private static Verification signedAt(GitRef ref, String workflow) {
    return Verification.gitHubActions("acme/apps", workflow, ref);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1.2.3",
        "{component}",
        "{version}-{component}",
        "{component}{version}",
        "v1{version}",
        "/{version}",
        "{name}/{version}",
        "a b/{version}",
        "*{version}",
        "$(id){version}",
        "'{version}",
      })
  void refusesAFormThatToolsReadDifferently(String form) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReleaseTag(form))
        .withMessage(
            "the form of release tags must be letters, digits, '-', '_', '.', '/' and '@' around '{component}' and end with '{version}', such as '{component}-v{version}', got '%s'",
            form);
  }
}
