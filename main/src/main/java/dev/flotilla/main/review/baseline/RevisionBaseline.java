package dev.flotilla.main.review.baseline;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.git.Worktree;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Git revision of the project, rendered by its own program: what its {@code cdktf.json} names, as
 * the CDKTF CLI runs it.
 */
final class RevisionBaseline {
  private static final String CDKTF_JSON = "cdktf.json";

  private final Invocation invocation;
  private final String revision;

  private RevisionBaseline(Invocation invocation, String revision) {
    this.invocation = invocation;
    this.revision = revision;
  }

  /** Renders it; empty if there is no revision of that name. */
  static Optional<Baseline> find(Invocation invocation, String revision, List<String> clusters) {
    return GitRepository.find(invocation.folder(), invocation.environment(), TimeLimits.PUBLISH)
        .flatMap(
            git ->
                git.commit(revision)
                    .map(
                        commit ->
                            new RevisionBaseline(invocation, revision)
                                .render(git, commit, clusters)));
  }

  private Baseline render(GitRepository git, String commit, List<String> clusters) {
    Path root = TemporaryFolder.path().resolve("revision");
    try (Step step = invocation.report().step("fleet", "render " + revision);
        Worktree worktree = git.worktree(commit, root)) {
      if (!Files.isDirectory(worktree.folder())
          || !Files.exists(worktree.folder().resolve(CDKTF_JSON))) {
        step.done("it has no fleet");
        return new Baseline(
            List.of(revision + ", which has no " + CDKTF_JSON),
            ArtifactFiles.NONE,
            clusters,
            List.of());
      }
      Path output = TemporaryFolder.path().resolve("rendering");
      run(app(worktree.folder()), worktree.folder(), output);
      step.done(commit.substring(0, 8));
      return FolderBaseline.of(output, revision, invocation.fleet(), clusters);
    }
  }

  private String app(Path folder) {
    String app =
        ForeignJson.read(folder.resolve(CDKTF_JSON), place -> noApp("malformed JSON" + place))
            .text("app");
    if (app.isBlank()) {
      throw noApp("none");
    }
    return app;
  }

  private Failure noApp(String got) {
    return new Failure(
        "revision '%s' must have a %s whose 'app' renders the fleet, got %s; compare with a folder that has its rendering"
            .formatted(revision, CDKTF_JSON, got));
  }

  /** It is the user's own program, so it gets what this one got. */
  private void run(String app, Path folder, Path output) {
    Map<String, String> environment = new TreeMap<>(invocation.environment());
    environment.put("CDKTF_OUTDIR", output.toString());
    // It is that revision which is compared, and with nothing else.
    environment.remove(Baselines.VARIABLE);
    try {
      ProcessResult result =
          new Subprocess(List.of("/bin/sh", "-c", app), folder, environment).run();
      if (result.exitCode() != 0) {
        throw new Failure(
            "revision '%s' must render, got exit code %d of '%s' (%s); check it out and render it there, or compare with a folder"
                .formatted(revision, result.exitCode(), app, reason(result)));
      }
    } catch (IOException e) {
      throw new Failure("cannot start '/bin/sh', which runs '%s'; install it".formatted(app));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  private static String reason(ProcessResult result) {
    List<String> lines = result.stderr().lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("error: "))
        .findFirst()
        .or(() -> lines.stream().reduce((first, last) -> last))
        .orElse("it printed nothing")
        .strip();
  }
}
