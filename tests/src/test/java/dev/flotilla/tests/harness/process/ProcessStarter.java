package dev.flotilla.tests.harness.process;

import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The one place that starts processes. */
public final class ProcessStarter {
  /** What a developer may have set for himself must not reach a test. */
  private static final List<String> DEVELOPER_VARIABLES =
      List.of(
          "ACTIONS_",
          "CDKTF_",
          "COSIGN_",
          "DOCKER_CONFIG",
          "FLOTILLA_",
          "GIT_",
          "JSII_",
          "KUBECONFIG",
          "TERRAFORM_",
          "TF_",
          "JAVA_TOOL_OPTIONS",
          "MAKE",
          "MAVEN_",
          "MFLAGS",
          "REGISTRY_AUTH_FILE",
          "SIGSTORE_",
          "TUF_");

  /**
   * For many programs of Go side by side, most of which live for a second: they need not collect
   * garbage on each processor, nor OpenTofu agree on keys with each provider that it starts, which
   * it can do without for tests.
   */
  private static final Map<String, String> FASTER =
      Map.of("GOGC", "400", "GOMAXPROCS", "1", "TF_DISABLE_PLUGIN_TLS", "1");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final List<String> command;
  private final Map<String, String> environment = new TreeMap<>();
  private Path folder = Project.ROOT;

  private ProcessStarter(List<String> command) {
    this.command = new ArrayList<>(command);
  }

  public static ProcessStarter of(String... command) {
    return new ProcessStarter(List.of(command));
  }

  public ProcessStarter args(String... args) {
    command.addAll(List.of(args));
    return this;
  }

  public ProcessStarter in(Path newFolder) {
    folder = newFolder;
    return this;
  }

  public ProcessStarter env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ProcessStarter env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Runs it to its end. */
  public ProcessResult run() {
    try (RunningProcess process = start()) {
      return process.await();
    }
  }

  /** Starts it and returns at once. */
  public RunningProcess start() {
    try {
      String log = log();
      Path stdout = Path.of(log + ".stdout");
      Path stderr = Path.of(log + ".stderr");
      ProcessBuilder builder =
          builder(stderr)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(stdout.toFile());
      return new RunningProcess(command, builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Starts what answers lines. */
  public Conversation converse() {
    try {
      Path stderr = Path.of(log() + ".stderr");
      return new Conversation(builder(stderr).start(), stderr);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Returns the variables of a process that is given {@code own}. */
  public static Map<String, String> variables(Map<String, String> own) {
    Map<String, String> all = new TreeMap<>(System.getenv());
    all.keySet().removeIf(variable -> DEVELOPER_VARIABLES.stream().anyMatch(variable::startsWith));
    all.putAll(FASTER);
    all.putAll(own);
    return all;
  }

  private ProcessBuilder builder(Path stderr) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(stderr.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables(environment));
    return builder;
  }

  private String log() throws IOException {
    Path logs = Files.createDirectories(Project.TARGET.resolve("processes"));
    String program = Path.of(command.get(0)).getFileName().toString();
    return logs.resolve("%03d-%s".formatted(COUNT.incrementAndGet(), program)).toString();
  }
}
