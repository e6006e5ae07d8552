package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  private static final Distribution EMBEDDED = Distribution.of("2.x", "ghcr.io/fluxcd");
  private static final OciUrl MANIFESTS = new OciUrl("oci://ghcr.io/acme/manifests");
  private static final OciTag LATEST = new OciTag("latest");

  @Test
  void specHasVersionAndRegistryOnly() {
    assertThat(EMBEDDED.toSpec()).isEqualTo(Map.of("version", "2.x", "registry", "ghcr.io/fluxcd"));
    assertThat(EMBEDDED.credentials()).isEmpty();
  }

  @Test
  void takesManifestsFromArtifact() {
    assertThat(EMBEDDED.withArtifact(MANIFESTS, LATEST).toSpec())
        .containsEntry("artifact", "oci://ghcr.io/acme/manifests:latest");
  }

  @Test
  void takesManifestsFromTheOperatorsImage() {
    assertThat(EMBEDDED.withArtifact(MANIFESTS, LATEST).withoutArtifact()).isEqualTo(EMBEDDED);
  }

  @ParameterizedTest
  @CsvSource({
    "UPSTREAM_ALPINE, upstream-alpine",
    "ENTERPRISE_ALPINE, enterprise-alpine",
    "ENTERPRISE_DISTROLESS, enterprise-distroless",
    "ENTERPRISE_DISTROLESS_FIPS, enterprise-distroless-fips",
  })
  void namesVariantAsTheOperatorDoes(Distribution.Variant variant, String name) {
    assertThat(EMBEDDED.withVariant(variant).toSpec()).containsEntry("variant", name);
  }

  @Test
  void pullsImagesAndArtifactWithCredential() {
    RegistryCredential credential = Credential.registry("images", "ghcr.io", "flux");
    Distribution distribution = EMBEDDED.withCredential(credential);

    assertThat(distribution.toSpec())
        .containsEntry("imagePullSecret", "images")
        .containsEntry("artifactPullSecret", "images");
    assertThat(distribution.credentials()).containsOnly(credential);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.x",
        "2",
        "*",
        "2.9.4",
        "v2.9.4",
        "2.8.0-rc.1",
        "~2.7",
        "^2.7.1",
        ">=2.7.0 <2.9.0",
        ">= 2.7, < 3",
        "2.7.x || 2.9.x",
        "2.7 - 2.9"
      })
  void acceptsVersionsAndRanges(String version) {
    assertThat(Distribution.of(version, "ghcr.io/fluxcd").version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "latest", "2.", "2.x.", "2.9.4.1", "x", "2 ||", "2.x\n"})
  void refusesMalformedVersion(String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.of(version, "ghcr.io/fluxcd"))
        .withMessage(
            "a Flux version must be a semver version or range such as '2.x' or '2.9.4', got '"
                + version
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oci://ghcr.io/fluxcd", "ghcr.io/fluxcd/", "ghcr.io/Fluxcd", "a b"})
  void refusesMalformedRegistry(String registry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.of("2.x", registry))
        .withMessage(
            "the registry of the Flux images must be a host and a path without scheme, such as 'ghcr.io/fluxcd', got '"
                + registry
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.6", "v2.6.4", "2.6.x", "~2.6.1", "=2.6", "2.0.0-rc.1"})
  void distributionIsBeforeAMinorThatItsRangeExcludes(String version) {
    assertThat(Distribution.of(version, "ghcr.io/fluxcd").isBefore(7)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.x", "*", "2.7.0", "^2.6", ">=2.6", "2.6.x || 2.9.x", "2.6.0 - 2.9.0"})
  void distributionIsNotBeforeAMinorThatItsRangeIncludes(String version) {
    assertThat(Distribution.of(version, "ghcr.io/fluxcd").isBefore(7)).isFalse();
  }
}
