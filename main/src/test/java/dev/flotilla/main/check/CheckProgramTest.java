package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckProgramTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, darwin-amd64",
    "Mac OS X, aarch64, darwin-arm64"
  })
  void namesPlatformsAsGoDoes(String system, String machine, String platform) {
    assertThat(CheckProgram.platform(system, machine)).isEqualTo(platform);
  }

  @Test
  void refusesAMachineThatNoCheckerIsBuiltFor() {
    assertThatThrownBy(() -> CheckProgram.find("plan9-mips", folder))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the program must have its checker for this machine, got none for 'plan9-mips'; build it with 'make build' there, or with 'make dist'");
  }

  @Test
  void unpacksTheProgramOnce() throws IOException {
    CheckProgram program = CheckProgram.find(folder);
    byte[] request = "{\"folders\": []}".getBytes(StandardCharsets.UTF_8);
    assertThat(program.run(request, Map.of())).asString().startsWith("{\"problems\":[]");

    Path unpacked = folder.resolve("flotilla-check-" + program.digest());
    var before = Files.getLastModifiedTime(unpacked);
    program.run(request, Map.of());
    assertThat(Files.getLastModifiedTime(unpacked)).isEqualTo(before);
    assertThat(folder).isDirectoryContaining(file -> file.equals(unpacked));
  }

  @Test
  void removesTheProgramsOfOtherVersions() throws IOException {
    Path older = Files.createFile(folder.resolve("flotilla-check-" + "0".repeat(40)));
    Path unpacking = Files.createFile(folder.resolve("flotilla-check-1.part"));
    CheckProgram program = CheckProgram.find(folder);

    program.run("{\"folders\": []}".getBytes(StandardCharsets.UTF_8), Map.of());

    assertThat(older).doesNotExist();
    assertThat(unpacking).exists();
    assertThat(folder.resolve("flotilla-check-" + program.digest())).exists();
  }

  @Test
  void reportsWhatTheProgramSays() {
    byte[] half = "{".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> CheckProgram.find(folder).run(half, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the checker must answer, got 'request not understood: unexpected EOF'; report it with the folder that it was for");
  }
}
