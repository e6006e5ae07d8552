package dev.flotilla.main.rollout.live;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.ClusterObservation;
import dev.flotilla.main.rollout.ClusterObservation.Health;
import dev.flotilla.main.rollout.RingClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Asks a command of the user's own how the clusters of a ring are, where these cannot be reached.
 * They fetch at their interval.
 */
public final class GateCommand implements RingClusters {
  /** What exits with this has no answer yet. */
  private static final int NOT_YET = 2;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final String command;
  private final Path folder;
  private final SortedMap<String, String> environment;
  private final String digest;
  private final Function<RingName, List<String>> clusters;

  /**
   * Runs nothing yet.
   *
   * @param command what a shell runs
   * @param environment the variables that it gets, which say what is rolled out
   * @param digest what is rolled out
   * @param clusters those of a ring, by name
   */
  public GateCommand(
      String command,
      Path folder,
      Map<String, String> environment,
      String digest,
      Function<RingName, List<String>> clusters) {
    this.command = command;
    this.folder = folder;
    this.environment = new TreeMap<>(environment);
    this.digest = digest;
    this.clusters = clusters;
  }

  @Override
  public void fetch(RingName ring) {}

  @Override
  public SortedMap<String, ClusterObservation> observe(RingName ring) {
    List<String> names = clusters.apply(ring);
    SortedMap<String, ClusterObservation> observed = new TreeMap<>();
    if (!names.isEmpty()) {
      ClusterObservation answer = ask(ring, names);
      names.forEach(name -> observed.put(name, answer));
    }
    return observed;
  }

  private ClusterObservation ask(RingName ring, List<String> names) {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("ROLLOUT_RING", ring.value());
    variables.put("ROLLOUT_CLUSTERS", String.join(" ", names));
    Subprocess process = new Subprocess(List.of("/bin/sh", "-c", command), folder, variables);
    try {
      ProcessResult result = process.run(new byte[0], LIMIT).text();
      return new ClusterObservation(digest, 0, 0, health(result.exitCode()), message(result));
    } catch (IOException e) {
      return ClusterObservation.unreachable(
          "the gate command cannot be started; a shell must be at /bin/sh");
    } catch (TimeoutException e) {
      return ClusterObservation.unreachable(
          "the gate command has not ended within %d s".formatted(LIMIT.toSeconds()));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  private static Health health(int exitCode) {
    return exitCode == 0 ? Health.READY : exitCode == NOT_YET ? Health.PROGRESSING : Health.FAILED;
  }

  private static String message(ProcessResult result) {
    return Stream.of(result.stdout(), result.stderr())
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .reduce((earlier, last) -> last)
        .orElse("the gate command has exited with %d".formatted(result.exitCode()));
  }
}
