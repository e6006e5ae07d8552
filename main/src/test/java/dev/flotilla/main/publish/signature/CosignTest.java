package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosignTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v3.0.0", "v3.1.3", "4.0.0", "v10.0.0-rc.1"})
  void takesThisAndNewerVersions(String version) {
    assertThatCode(() -> Cosign.check("cosign", printed(version))).doesNotThrowAnyException();
  }

  @Test
  void refusesAnOlderVersion() {
    assertRefused(
        () -> Cosign.check("/opt/cosign", printed("v2.6.1")),
        "cosign must be 3 or newer, got 'v2.6.1' from '/opt/cosign'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path");
  }

  @Test
  void refusesAnotherProgram() {
    assertRefused(
        () -> Cosign.check("/opt/cosign", new ProcessResult(0, "", "usage: cosine\nmore\n")),
        "'/opt/cosign version' must print the version of cosign, got 'usage: cosine'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path");
  }

  @Test
  void reportsThatItIsMissing() {
    assertRefused(
        () -> Cosign.find(Map.of("FLOTILLA_COSIGN", "/no/cosign"), folder, TimeLimits.PUBLISH),
        "cannot start cosign, which signs and verifies, got '/no/cosign'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path");
  }

  /** What cosign prints, shortened. */
  private static ProcessResult printed(String version) {
    return new ProcessResult(
        0,
        """
          ______   ______
         /      | /  __  \\
        cosign: A tool for Container Signing, Verification and Storage in an OCI registry

        GitVersion:    %s
        GitCommit:     unknown
        Platform:      linux/amd64
        """
            .formatted(version),
        "");
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }
}
