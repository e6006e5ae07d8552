package dev.flotilla.main.opentofu.run;

import dev.flotilla.fleet.state.OpenTofuVersion;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.PrintedVersion;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An OpenTofu that is there and new enough.
 *
 * @param program what starts it: a name on the PATH, or a path
 */
public record OpenTofu(String program, Version version) {
  /** Its JSON does not distinguish OpenTofu from Terraform, so the text for people is read. */
  private static final Pattern PRINTED = Pattern.compile("(?m)^OpenTofu v(\\S+)$");

  /** What it calls itself; no other program is accepted. */
  public static final String NAME = "OpenTofu";

  /** How OpenTofu takes variables from the environment. */
  public static final String VARIABLE = "TF_VAR_";

  /** The environment variable that names another program than {@code tofu}. */
  private static final String PROGRAM_VARIABLE = "TERRAFORM_BINARY_NAME";

  static final String REMEDY =
      "; install OpenTofu "
          + OpenTofuVersion.MIN_VERSION
          + " or newer, or set "
          + PROGRAM_VARIABLE
          + " to its path";

  /** Finds it in the environment. */
  public static OpenTofu find(Map<String, String> environment, Path folder) {
    String set = environment.getOrDefault(PROGRAM_VARIABLE, "");
    String program = set.isBlank() ? "tofu" : set;
    try {
      List<String> command = List.of(program, "version");
      ProcessResult result =
          new Subprocess(command, folder, ChildEnvironment.ENGINE.of(environment)).run();
      return check(program, result);
    } catch (IOException e) {
      throw new Failure("cannot start OpenTofu, got '" + program + "'" + REMEDY);
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  static OpenTofu check(String program, ProcessResult result) {
    Version version = PrintedVersion.of(program, NAME, result, PRINTED, REMEDY);
    if (version.compareTo(OpenTofuVersion.MIN_VERSION) < 0) {
      throw new Failure(
          "OpenTofu must be "
              + OpenTofuVersion.MIN_VERSION
              + " or newer, got '"
              + version
              + "' from '"
              + program
              + "'"
              + REMEDY);
    }
    return new OpenTofu(program, version);
  }
}
