package dev.flotilla.main.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.publish.content.Layer;
import dev.flotilla.main.publish.signature.ChartSignatures;
import dev.flotilla.main.report.Failures;
import dev.flotilla.main.report.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks what components and tenants hold, for each cluster that consumes them, as Flux and the
 * cluster would: it builds, substitutes and validates with their own libraries.
 */
public final class ContentCheck {
  private final Invocation invocation;
  private final Map<String, ChannelArtifact> artifacts = new TreeMap<>();
  private final SortedMap<String, Mirror.Target> mirrors;
  private final Consumers consumers;
  private final boolean looksIntoCharts;

  /**
   * Looks at nothing yet.
   *
   * @param fleet whose clusters apply the content
   * @param isAsked which clusters it is checked for
   * @param kubernetes the version of all clusters; empty means that of each, or else the newest
   *     that the checker knows
   * @param looksIntoCharts whether the charts of releases are fetched from their registries
   */
  public ContentCheck(
      Invocation invocation,
      FleetDescriptor fleet,
      Predicate<DescribedCluster> isAsked,
      String kubernetes,
      boolean looksIntoCharts) {
    this.invocation = invocation;
    this.looksIntoCharts = looksIntoCharts;
    this.mirrors = fleet.mirrors();
    this.consumers = new Consumers(fleet, isAsked, kubernetes);
    fleet.artifacts().stream()
        .map(DescribedArtifact::any)
        .forEach(artifact -> artifacts.put(artifact.name(), artifact));
  }

  /** Returns everything that is wrong with {@code folders}. */
  public CheckAnswer check(List<CheckedFolder> folders) {
    CheckProgram program = program();
    try (Step step = invocation.report().step("content", "check")) {
      SortedMap<String, Layer> contents = new TreeMap<>();
      CheckRequest request = request(folders, contents, charts(program), false);
      CheckCache before = new CheckCache(program, request);
      Optional<CheckAnswer> known = before.answer();
      List<JsonNode> passed = known.map(CheckAnswer::charts).orElse(List.of());
      Optional<CheckAnswer> found =
          known.isPresent() && passed.isEmpty()
              ? Optional.empty()
              : Optional.of(ask(program, request, contents, passed))
                  .filter(answer -> !answer.unchanged())
                  .map(answer -> answer.toAnswer(signatures()::refusal));
      List<CheckProblem> markers = markers(folders);
      if (found.isEmpty() && markers.isEmpty()) {
        step.done("unchanged since it passed");
        return known.orElseThrow();
      }
      found.ifPresent(before::keep);
      CheckAnswer answer = found.or(() -> known).orElseThrow().with(markers);
      step.done(CheckReport.summary(answer));
      return answer;
    }
  }

  private ChartSignatures signatures() {
    return new ChartSignatures(invocation.environment(), invocation.folder());
  }

  /** They are never known from before: policies are in none of the folders. */
  private List<CheckProblem> markers(List<CheckedFolder> folders) {
    return folders.stream()
        .map(folder -> folder.component().folder().resolve("..").normalize())
        .distinct()
        .flatMap(parent -> UpdateMarkers.problems(invocation, parent).stream())
        .toList();
  }

  /**
   * Returns what the clusters get of {@code folders}.
   *
   * @throws dev.flotilla.main.report.Failure with everything that keeps objects from being there
   */
  public List<DeliveredObject> render(List<CheckedFolder> folders) {
    CheckProgram program = program();
    SortedMap<String, Layer> contents = new TreeMap<>();
    CheckRequest request = request(folders, contents, charts(program), true);
    CheckAnswer.Found found = ask(program, request, contents, List.of());
    CheckReport.require(found.toAnswer(demand -> Optional.empty()), invocation.report());
    return found.rendered();
  }

  private CheckProgram program() {
    return CheckProgram.find(OutputLayout.of(invocation, Optional.empty()).own().resolve("check"));
  }

  private CheckRequest.@Nullable Charts charts(CheckProgram program) {
    return looksIntoCharts
        ? CheckRequest.Charts.of(program.folder().resolve("charts"), mirrors)
        : null;
  }

  private CheckRequest request(
      List<CheckedFolder> folders,
      SortedMap<String, Layer> contents,
      CheckRequest.@Nullable Charts charts,
      boolean render) {
    List<CheckRequest.Folder> asked = new ArrayList<>();
    for (CheckedFolder folder : folders) {
      Path path = folder.component().folder();
      contents.put(folder.content().digest(), folder.content());
      asked.add(folder(path, folder.content(), folder.component().artifact(), false));
    }
    List<Path> known = folders.stream().map(folder -> folder.component().folder()).toList();
    known.stream()
        .flatMap(path -> Definitions.beside(path).stream())
        .distinct()
        .filter(path -> !known.contains(path))
        .filter(path -> artifacts.containsKey(path.getFileName().toString()))
        .forEach(
            path ->
                Definitions.in(path)
                    .ifPresent(
                        content -> {
                          contents.put(content.digest(), content);
                          ChannelArtifact artifact = artifacts.get(path.getFileName().toString());
                          asked.add(folder(path, content, artifact, true));
                        }));
    return new CheckRequest(
        asked,
        consumers.objects(asked),
        charts,
        charts == null ? new TreeMap<>() : consumers.trustedRoots(),
        render,
        List.of());
  }

  private CheckRequest.Folder folder(
      Path path, Layer content, ChannelArtifact artifact, boolean definitions) {
    return new CheckRequest.Folder(
        invocation.shown(path).toString(),
        content.digest(),
        "",
        definitions,
        consumers.of(artifact.url()));
  }

  private CheckAnswer.Found ask(
      CheckProgram program,
      CheckRequest request,
      SortedMap<String, Layer> contents,
      List<JsonNode> passed) {
    try {
      Map<String, Path> archives = new TreeMap<>();
      for (Map.Entry<String, Layer> content : contents.entrySet()) {
        Path archive = Files.createTempFile(TemporaryFolder.path(), "content-", ".tar.gz");
        archives.put(content.getKey(), Files.write(archive, content.getValue().content()));
      }
      try {
        return CheckAnswer.Found.read(
            program.run(request.with(archives, passed).toJson(), invocation.environment()));
      } finally {
        for (Path archive : archives.values()) {
          Files.deleteIfExists(archive);
        }
      }
    } catch (IOException e) {
      throw Failures.of(
          new UncheckedIOException("cannot give the checker what is to be checked", e),
          "; make TMPDIR writable");
    }
  }
}
