package dev.flotilla.main.check;

import dev.flotilla.main.process.BinaryResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The checker: a program that is packaged into this one, and unpacked when it is first used.
 *
 * @param digest of the program, which names its file
 */
record CheckProgram(String platform, String digest, Path folder) {
  private static final String NAME = "flotilla-check-";

  /** What {@code git hash-object} prints, as a pattern of file names. */
  private static final String DIGEST = "[0-9a-f]".repeat(40);

  /** Many times what hundreds of clusters take on a slow machine. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Finds the program for this machine.
   *
   * @param folder where it is unpacked
   */
  static CheckProgram find(Path folder) {
    return find(platform(System.getProperty("os.name"), System.getProperty("os.arch")), folder);
  }

  static CheckProgram find(String platform, Path folder) {
    try (@Nullable InputStream digest = resource(platform + ".digest")) {
      if (digest == null) {
        throw new Failure(
            "the program must have its checker for this machine, got none for '%s'; build it with 'make build' there, or with 'make dist'"
                .formatted(platform));
      }
      String text = new String(digest.readAllBytes(), StandardCharsets.US_ASCII);
      return new CheckProgram(platform, text.strip(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checker", e);
    }
  }

  /** Returns a platform as Go names it. */
  static String platform(String system, String machine) {
    String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    return os + "-" + (machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "amd64");
  }

  private static @Nullable InputStream resource(String name) {
    return CheckProgram.class.getResourceAsStream(NAME + name);
  }

  /**
   * Returns what the program answers.
   *
   * @param environment has the user's logins to registries, and proxies
   */
  byte[] run(byte[] request, Map<String, String> environment) {
    try {
      Subprocess program = new Subprocess(List.of(unpacked().toString()), folder, environment);
      BinaryResult result = program.run(request, LIMIT);
      if (result.exitCode() != 0) {
        throw new Failure(
            "the checker must answer, got '%s'; report it with the folder that it was for"
                .formatted(result.stderr().strip()));
      }
      return result.stdout();
    } catch (IOException e) {
      throw Failures.of(
          new UncheckedIOException("cannot run the checker in '" + folder + "'", e),
          "; make that a folder where programs may run");
    } catch (TimeoutException e) {
      throw new Failure(
          "the checker must answer within %d s, got no answer; check fewer folders at once"
              .formatted(LIMIT.toSeconds()));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  private Path unpacked() throws IOException {
    Path program = folder.resolve(NAME + digest);
    if (Files.isExecutable(program)) {
      return program;
    }
    Files.createDirectories(folder);
    // Another process may unpack it too, and a killed one leaves a part.
    Path part = Files.createTempFile(folder, NAME, ".part");
    try (@Nullable InputStream content = resource(platform)) {
      if (content == null) {
        throw new IOException("the checker is missing");
      }
      Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    removeOthers(program);
    return program;
  }

  /**
   * Removes other versions of the program. One that is running keeps its file, which has no name
   * then.
   */
  private void removeOthers(Path program) throws IOException {
    try (DirectoryStream<Path> programs = Files.newDirectoryStream(folder, NAME + DIGEST)) {
      for (Path other : programs) {
        if (!other.equals(program)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }
}
