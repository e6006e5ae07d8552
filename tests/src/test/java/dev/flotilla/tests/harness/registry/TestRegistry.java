package dev.flotilla.tests.harness.registry;

import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of a test's own, empty at first: the one that sandboxes have, without a cluster. */
public final class TestRegistry extends RegistryClient implements AutoCloseable {
  /** Name and password, with a colon in that too. */
  public static final String USER = "ann:tR5zWq8nLk3M:x";

  /** The same, as the registry reads it. */
  private static final String HTPASSWD =
      "ann:$2a$04$FJM2lAHWKMbLedB.9TIiJOI0T6ICIB134AX7tesLBURjmUfk3HMb2";

  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  private final RunningProcess process;

  private TestRegistry(RunningProcess process, String user) {
    super(listening(process), user);
    this.process = process;
  }

  private static String listening(RunningProcess process) {
    Waiting.await().until(() -> LISTENING.matcher(process.stderr()).find());
    Matcher matcher = LISTENING.matcher(process.stderr());
    matcher.find();
    return matcher.group(1);
  }

  /** Starts one that everybody may push to. */
  public static TestRegistry open(Path folder) {
    return start(folder, "", "");
  }

  /** Starts one for {@link #USER} alone. */
  public static TestRegistry closed(Path folder) {
    Path file = Project.write(folder.resolve("htpasswd"), HTPASSWD + "\n");
    return start(folder, "auth: {htpasswd: {realm: test, path: \"%s\"}}\n".formatted(file), USER);
  }

  private static TestRegistry start(Path folder, String more, String user) {
    Path config =
        Project.write(
            folder.resolve("registry.yaml"),
            """
            version: 0.1
            log: {level: info, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: "%s"}}
            http: {addr: "127.0.0.1:0"}
            """
                    .formatted(folder.resolve("registry"))
                + more);
    return new TestRegistry(
        ProcessStarter.of(Sandbox.registryProgram().toString(), "serve", config.toString())
            .env("OTEL_TRACES_EXPORTER", "none")
            .start(),
        user);
  }

  @Override
  public void close() {
    process.close();
  }
}
