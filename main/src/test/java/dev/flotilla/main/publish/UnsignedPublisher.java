package dev.flotilla.main.publish;

import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.publish.signature.BuildRun;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Report;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes the artifact of a registry in memory, which nobody has to sign. */
final class UnsignedPublisher {
  private UnsignedPublisher() {}

  static ArtifactPublisher of(
      MemoryRegistry registry, String channel, List<String> rings, OutputStream status) {
    PrintStream stream = new PrintStream(status, true, StandardCharsets.UTF_8);
    return new ArtifactPublisher(
        new Report(stream, stream, false),
        registry.artifact(),
        channel,
        rings,
        registry.client(TimeLimits.PUBLISH),
        new Signatures(
            registry.artifact(),
            () -> {
              throw new AssertionError("nothing is signed");
            },
            Map.of(),
            Optional.empty()),
        BuildRun.of(Map.of()));
  }
}
