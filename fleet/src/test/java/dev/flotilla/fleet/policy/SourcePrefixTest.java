package dev.flotilla.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.registry.Registries;
import dev.flotilla.fleet.source.OciUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePrefixTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/",
        "https://github.com/acme/.github/",
        "https://git.acme.example:8443/scm/~ops/",
        "ssh://git@github.com/acme/",
        "ssh://git.acme.example/",
        "oci://ghcr.io/acme/",
        "oci://registry.acme.example/",
        "oci://127.0.0.1:5000/a_b/c--d/",
        "http://127.0.0.1:3000/acme/",
        "http://localhost/acme/"
      })
  void takesAFolderOfAHost(String prefix) {
    assertThatCode(() -> new SourcePrefix(prefix)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "github.com/acme/",
        "http://github.com/acme/",
        "http://127.0.0.1.evil.test/",
        "http://localhost.evil.test/",
        "git@github.com:acme/",
        "/"
      })
  void refusesAnotherScheme(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourcePrefix(prefix))
        .withMessage(
            "a prefix of allowed sources must start with 'https://', 'oci://' or 'ssh://', got '"
                + prefix.replaceFirst("^git@", "…@")
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci://ghcr.io/acme", "https://github.com", "oci://ghcr.io/acme/ "})
  void refusesAMissingTrailingSlash(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourcePrefix(prefix))
        .withMessage(
            "a prefix of allowed sources must end with '/', else it also allows addresses that only begin with it, got '"
                + prefix
                + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oci:///",
        "https://GitHub.com/acme/",
        "oci://ghcr.io/Acme/",
        "oci://ghcr.io/ac me/",
        "oci://ghcr.io/acme/\noci://evil.test/",
        "https://github.com/acme//",
        "https://github.com/acme/../",
        "https://github.com/acme/./",
        "https://github.com/%61cme/",
        "https://github.com/acme/?q=/",
        "https://github.com/acme/#/",
        "https://github.com\\acme/",
        "https://*.acme.example/"
      })
  void refusesAUrlThatServersReadInTwoWays(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourcePrefix(prefix))
        .withMessage(
            "a prefix of allowed sources must be a lower-case host and plain folders such as 'oci://ghcr.io/acme/', got '"
                + prefix
                + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "oci://ghcr.io/, oci://mirror.acme.example/public/ghcr.io/",
    "oci://ghcr.io/acme/, oci://mirror.acme.example/public/ghcr.io/acme/",
    "ssh://git@github.com/acme/, ssh://git@github.com/acme/",
    "https://github.com/acme/, https://github.com/acme/"
  })
  void followsTheMirrorOfARegistry(String prefix, String reached) {
    Registries mirror =
        new Registries() {
          @Override
          public OciUrl apply(OciUrl url) {
            return new OciUrl(url.value().replace("oci://", "oci://mirror.acme.example/public/"));
          }

          @Override
          public boolean isInsecure(String host) {
            return false;
          }
        };

    assertThat(new SourcePrefix(prefix).through(mirror)).isEqualTo(new SourcePrefix(reached));
  }

  @ParameterizedTest
  @CsvSource({
    "https://token@github.com/acme/, https://…@github.com/acme/",
    "https://user:password@github.com/acme/, https://…@github.com/acme/",
    "ssh://git:password@github.com/acme/, ssh://…@github.com/acme/"
  })
  void refusesAPasswordWithoutPrintingIt(String prefix, String shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourcePrefix(prefix))
        .withMessage(
            "a prefix of allowed sources must be a lower-case host and plain folders such as 'oci://ghcr.io/acme/', got '"
                + shown
                + "'");
  }
}
