package dev.flotilla.main.process;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.report.Failure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the version that a program prints with {@code version}. */
public final class PrintedVersion {
  private PrintedVersion() {}

  /**
   * Returns the version that {@code result} has.
   *
   * @param program what started it: a name on the PATH, or a path
   * @param name the product that it must be, for example {@code cosign}
   * @param form how the product prints its version, which is the first group
   * @param remedy follows what is wrong when the program is another one
   */
  public static Version of(
      String program, String name, ProcessResult result, Pattern form, String remedy) {
    return find(result.stdout(), form)
        .orElseThrow(
            () ->
                new Failure(
                    "'%s version' must print the version of %s, got '%s'%s"
                        .formatted(program, name, firstLine(result), remedy)));
  }

  private static Optional<Version> find(String output, Pattern form) {
    Matcher matcher = form.matcher(output);
    return matcher.find() ? Version.parse(matcher.group(1)) : Optional.empty();
  }

  private static String firstLine(ProcessResult result) {
    return (result.stdout() + result.stderr()).strip().lines().findFirst().orElse("");
  }
}
