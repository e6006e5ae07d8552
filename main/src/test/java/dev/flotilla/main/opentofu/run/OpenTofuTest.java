package dev.flotilla.main.opentofu.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.process.ProcessResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTofuTest {
  @ParameterizedTest
  @CsvSource({"1.12.4, 1.12.4", "1.12.6, 1.12.6", "1.13.0-beta2, 1.13.0-beta2", "2.0.1, 2.0.1"})
  void takesAVersionThatIsNewEnough(String printed, String version) {
    OpenTofu openTofu = OpenTofu.check("tofu", printed("OpenTofu v" + printed));

    assertThat(openTofu.version()).hasToString(version);
  }

  @Test
  void readsTheVersionBehindWarnings() {
    ProcessResult result =
        printed("\nWarning: Unable to open CLI configuration file\n\nOpenTofu v1.12.6");

    assertThat(OpenTofu.check("tofu", result).version()).isEqualTo(new Version(1, 12, 6));
  }

  @Test
  void refusesAVersionThatIsTooOld() {
    assertThatThrownBy(() -> OpenTofu.check("tofu", printed("OpenTofu v1.12.3")))
        .hasMessage(
            "OpenTofu must be 1.12.4 or newer, got '1.12.3' from 'tofu'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path");
  }

  @Test
  void refusesTerraform() {
    assertThatThrownBy(() -> OpenTofu.check("terraform", printed("Terraform v1.14.1")))
        .hasMessage(
            "'terraform version' must print the version of OpenTofu, got 'Terraform v1.14.1'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path");
  }

  @Test
  void refusesAMissingProgram() {
    Map<String, String> environment = Map.of("TERRAFORM_BINARY_NAME", "no-such-tofu");

    assertThatThrownBy(() -> OpenTofu.find(environment, Path.of("").toAbsolutePath()))
        .hasMessage(
            "cannot start OpenTofu, got 'no-such-tofu'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path");
  }

  private static ProcessResult printed(String firstLines) {
    return new ProcessResult(0, firstLines + "\non linux_amd64\n", "");
  }
}
