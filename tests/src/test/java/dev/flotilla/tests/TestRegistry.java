package dev.flotilla.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of a test's own, empty at first: the one that sandboxes have, without a cluster. */
final class TestRegistry extends RegistryClient implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  private final RunningProcess process;

  private TestRegistry(RunningProcess process, String user) {
    super(listening(process), user);
    this.process = process;
  }

  private static String listening(RunningProcess process) {
    Patience.await().until(() -> LISTENING.matcher(process.stderr()).find());
    Matcher matcher = LISTENING.matcher(process.stderr());
    matcher.find();
    return matcher.group(1);
  }

  /** Starts one that everybody may push to. */
  static TestRegistry open(Path folder) throws IOException {
    return start(folder, "", "");
  }

  /**
   * Starts one that {@code user} may push to.
   *
   * @param user name and password, with a colon between
   * @param htpasswd the same as the registry reads it
   */
  static TestRegistry closed(Path folder, String user, String htpasswd) throws IOException {
    Path file = Files.writeString(folder.resolve("htpasswd"), htpasswd + "\n");
    return start(folder, "auth: {htpasswd: {realm: test, path: \"%s\"}}\n".formatted(file), user);
  }

  private static TestRegistry start(Path folder, String more, String user) throws IOException {
    Path config =
        Files.writeString(
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
