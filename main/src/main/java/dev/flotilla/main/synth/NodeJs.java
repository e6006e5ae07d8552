package dev.flotilla.main.synth;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The Node.js that the constructs run in. */
public final class NodeJs {
  static final int MIN_MAJOR = 20;

  /** The environment variable of jsii that names another program than {@code node}. */
  static final String PROGRAM_VARIABLE = "JSII_NODE";

  static final String REMEDY =
      "; install Node.js "
          + MIN_MAJOR
          + " or newer and put it on the PATH, or set "
          + PROGRAM_VARIABLE
          + " to it";

  private NodeJs() {}

  static String program(Invocation invocation) {
    String set = invocation.variable(PROGRAM_VARIABLE);
    return set.isEmpty() ? "node" : set;
  }

  /**
   * Returns whether it is a command line for a shell: as for jsii, it is one if it has a space in
   * it.
   */
  static boolean isLine(String program) {
    return program.matches(".*\\s.*");
  }

  static Failure missing(Invocation invocation) {
    return new Failure(
        "cannot start Node.js, which the constructs run in, got '"
            + program(invocation)
            + "'"
            + REMEDY);
  }

  /** Returns its version, if that is new enough. */
  public static String version(Invocation invocation) {
    String version = ask(invocation);
    if (major(version) < MIN_MAJOR) {
      throw new Failure(
          "Node.js must be " + MIN_MAJOR + " or newer, got '" + version + "'" + REMEDY);
    }
    return version;
  }

  static int major(String version) {
    return Version.parse(version.replaceFirst("^v", "")).map(Version::major).orElse(0);
  }

  private static String ask(Invocation invocation) {
    try {
      String program = program(invocation);
      List<String> command =
          isLine(program)
              ? List.of("/bin/sh", "-c", "exec " + program + " --version")
              : List.of(program, "--version");
      Map<String, String> environment = ChildEnvironment.NODE.of(invocation.environment());
      return new Subprocess(command, invocation.folder(), environment).run().stdout().strip();
    } catch (IOException e) {
      throw missing(invocation);
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }
}
