package dev.flotilla.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.process.Conversation;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.OwnFleets;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that runs the program for each command line of any fleet: a JVM of its own takes a second
 * of a processor before it does anything, which for most tests is not what they are about.
 */
final class WarmProgram {
  private static @Nullable WarmProgram shared;

  private final Conversation jvm;

  private WarmProgram(Conversation jvm) {
    this.jvm = jvm;
  }

  /** Runs a command line as a process would that is given exactly those variables. */
  static synchronized ProcessResult run(
      WarmFleet fleet, Path folder, Map<String, String> environment, String... arguments) {
    WarmProgram program = shared == null ? new WarmProgram(start()) : shared;
    shared = null; // one that does not answer is asked no more
    Instant started = Instant.now();
    JsonNode answer =
        Sandbox.json(
            program.jvm.ask(
                Sandbox.JSON
                    .valueToTree(
                        Map.of(
                            "fleet", fleet.name(),
                            "properties", fleet.properties(),
                            "folder", folder.toString(),
                            "environment", environment,
                            "arguments", arguments))
                    .toString()));
    shared = program;
    return new ProcessResult(
        answer.get("exitCode").intValue(),
        Duration.between(started, Instant.now()),
        answer.get("stdout").textValue(),
        answer.get("stderr").textValue());
  }

  private static Conversation start() {
    assertThat(OwnFleets.CLASSES.resolve("WarmFleets.class")).exists();
    return ProcessStarter.of(Path.of(System.getProperty("java.home"), "bin/java").toString())
        .args("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .args("-Dflotilla.home=" + Project.ROOT)
        .args("-Djava.io.tmpdir=" + System.getenv().getOrDefault("TMPDIR", "/tmp"))
        .args("-cp", Project.classPath() + ":" + OwnFleets.CLASSES, "WarmFleets")
        .converse();
  }
}
