package dev.flotilla.tests.harness;

import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.OwnFleets;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The program as a user starts it: in a folder, which takes its output and its states. */
public final class Program {
  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment;
  private final Optional<WarmFleet> warm;

  private Program(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      Optional<WarmFleet> warm) {
    this.command = command;
    this.folder = folder;
    this.environment = environment;
    this.warm = warm;
  }

  /** Returns the program, with this repository's own fleet. */
  public static Program flotilla(Path folder) {
    return new Program(List.of(Project.FLOTILLA.toString()), folder, Map.of(), Optional.empty());
  }

  /**
   * Returns the program, with this repository's own fleet, whose command lines one JVM runs: for
   * tests that are not about how it starts or ends.
   */
  public static Program warm(Path folder) {
    return flotilla(folder).in(new WarmFleet("dev.flotilla.d2.D2Fleet", Map.of()));
  }

  /** Returns the program of a project that {@code init} has written, by its launcher. */
  public static Program ofProject(Path folder) {
    return new Program(
        List.of(folder.resolve("flotilla").toString()), folder, Map.of(), Optional.empty());
  }

  /** Returns the program of a fleet that varies this repository's by its properties. */
  public static Program variedFleet(Path folder, String... properties) {
    return ownFleet("VariedFleet", folder, properties);
  }

  /**
   * Returns the program of one of {@link OwnFleets}, by its class, whose command lines one JVM
   * runs; {@link #cold} has a JVM for each.
   *
   * @param properties the system properties that the fleet reads, without {@code fleet.}, each with
   *     {@code =} and its value
   */
  public static Program ownFleet(String name, Path folder, String... properties) {
    WarmFleet fleet = WarmFleet.of(name, properties);
    return compiled(name, OwnFleets.CLASSES, folder, fleet.options()).in(fleet);
  }

  /** Returns a user's own program on the libraries, by its class in {@code classes}. */
  public static Program compiled(String name, Path classes, Path folder, String... options) {
    return java(name, folder, Project.classPath() + ":" + classes, options);
  }

  /** Returns a user's own CDKTF app, which has none of our libraries but the constructs. */
  public static Program plainApp(Path folder) {
    Path source = Project.ROOT.resolve("tests/src/test/apps/PlainApp.java");
    return java(source.toString(), folder, Project.classPathOfConstructs());
  }

  /** Returns a user's own program on the libraries, which Java compiles as it starts. */
  public static Program own(Path source, Path folder, String... options) {
    return java(source.toString(), folder, Project.classPath(), options);
  }

  private static Program java(String main, Path folder, String classPath, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // As launchers do; what does not fit, such as the class path of an app, runs without.
    command.add("-XX:SharedArchiveFile=" + Project.sharedClasses());
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=error,cds=off:stderr"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, main));
    return new Program(command, folder, Map.of(), Optional.empty());
  }

  /** Returns it with a cluster, a registry and the fleet's credentials. */
  public Program against(Sandbox sandbox) {
    return with(sandbox.environment()).with(TestCredential.ALL);
  }

  /** Returns it with another context than the one named after the cluster. */
  public Program inContext(String context) {
    return with("TF_VAR_kube_context", context);
  }

  /** Returns it as a terminal starts it: alone in its group, and to be interrupted. */
  public Program inOwnProcessGroup() {
    List<String> grouped = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
    grouped.addAll(command);
    return new Program(grouped, folder, environment, Optional.empty());
  }

  /** Returns it in a JVM of its own. */
  public Program cold() {
    return new Program(command, folder, environment, Optional.empty());
  }

  private Program in(WarmFleet fleet) {
    return new Program(command, folder, environment, Optional.of(fleet));
  }

  public Program with(String variable, String value) {
    return with(Map.of(variable, value));
  }

  public Program with(Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(variables);
    return new Program(command, folder, all, warm);
  }

  /** Returns where it writes the stacks, unless an option says otherwise. */
  public Path output() {
    return folder.resolve("cdktf.out");
  }

  public Path state(String cluster) {
    return folder.resolve(".flotilla/state").resolve(cluster + ".tfstate");
  }

  public ProcessResult run(String... args) {
    return warm.map(
            fleet -> WarmProgram.run(fleet, folder, ProcessStarter.variables(environment), args))
        .orElseGet(() -> starter(args).run());
  }

  public RunningProcess start(String... args) {
    return starter(args).start();
  }

  private ProcessStarter starter(String... args) {
    return ProcessStarter.of(command.toArray(String[]::new)).args(args).in(folder).env(environment);
  }
}
