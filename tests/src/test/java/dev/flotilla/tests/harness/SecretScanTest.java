package dev.flotilla.tests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other tests rely on it to find what it looks for. */
class SecretScanTest {
  private final SecretScan scan = new SecretScan("correct-horse");

  @ParameterizedTest
  @ValueSource(strings = {"", "flux:", "x", "{\"password\":\""})
  void findsTheValueAndItsBase64AfterAnyText(String before) {
    String text = before + "correct-horse\"}";

    assertFound(text);
    assertFound("data: " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
  }

  @Test
  void findsTheDecimalBytesOfBoth() {
    String base64 = Base64.getEncoder().encodeToString("flux:correct-horse!".getBytes(UTF_8));

    assertFound("[34 " + SecretScan.decimals("correct-horse") + " 34]");
    assertFound("[34 " + SecretScan.decimals(base64) + " 34]");
  }

  @Test
  void findsTheValueInAFileOfAZip() throws IOException {
    Path folder = Project.emptyFolder("secrecy");
    try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("saved.plan")))) {
      zip.putNextEntry(new ZipEntry("tfplan"));
      zip.write("… correct-horse …".getBytes(UTF_8));
    }

    assertThatThrownBy(() -> scan.isNotInFilesOf(folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("saved.plan!tfplan");
  }

  @Test
  void findsNoOtherText() {
    assertThatCode(() -> scan.isNotIn("a text", "battery staple Y29ycm9zaW9u"))
        .doesNotThrowAnyException();
  }

  private void assertFound(String text) {
    assertThatThrownBy(() -> scan.isNotIn("a text", text)).isInstanceOf(AssertionError.class);
  }
}
