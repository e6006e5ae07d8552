package dev.flotilla.main.status;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ProvenanceCheck;
import dev.flotilla.main.publish.signature.ProvenanceFinding;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks the registries for the provenance of what clusters run, in the background: what several
 * clusters run is read once, and nothing where nobody has to sign.
 */
public final class ProvenanceQuery implements AutoCloseable {
  /** Each is a process of cosign with some 100 MB, which waits for a registry most of its time. */
  private static final int AT_ONCE = 4;

  private final Map<String, List<RunningArtifact>> running = new LinkedHashMap<>();
  private final Map<RunningArtifact, Future<ProvenanceFinding>> findings = new HashMap<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "provenance is verified");
            // One that hangs must not keep the program from ending.
            thread.setDaemon(true);
            return thread;
          });

  /** Begins to ask. */
  public ProvenanceQuery(Invocation invocation, List<Cluster> clusters, List<FluxStatus> statuses) {
    ProvenanceCheck check =
        new ProvenanceCheck(
            invocation.environment(), invocation.folder(), invocation.report().secrets());
    for (int i = 0; i < clusters.size(); i++) {
      List<RunningArtifact> own =
          RunningArtifact.of(invocation.fleet(), clusters.get(i), statuses.get(i)).stream()
              .filter(RunningArtifact::isSigned)
              .toList();
      running.put(clusters.get(i).name(), own);
      own.forEach(one -> findings.computeIfAbsent(one, unknown -> ask(check, one)));
    }
  }

  private Future<ProvenanceFinding> ask(ProvenanceCheck check, RunningArtifact one) {
    return threads.submit(() -> check.of(one.artifact(), one.digest(), one.revision()));
  }

  /** Returns what was found, when all have answered, of each cluster that was asked about. */
  public Map<String, List<ArtifactProvenance>> answers() {
    Map<String, List<ArtifactProvenance>> answers = new LinkedHashMap<>();
    running.forEach(
        (cluster, artifacts) -> {
          List<ArtifactProvenance> rows = new ArrayList<>();
          artifacts.forEach(
              one ->
                  rows.add(
                      ArtifactProvenance.of(one.artifact().name(), one.digest(), answer(one))));
          answers.put(cluster, rows);
        });
    return answers;
  }

  private ProvenanceFinding answer(RunningArtifact one) {
    try {
      return findings.get(one).get();
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
