package dev.flotilla.main.review.bundle;

import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Writes a bundle. Its folder is there once all of it is written; what was written before that is
 * removed when this is closed.
 */
public final class BundleWriter implements AutoCloseable {
  private final Path folder;
  private final Path work;
  private final List<BundledArtifact> artifacts = new ArrayList<>();
  private final List<StackFacts> stacks = new ArrayList<>();

  private BundleWriter(Path folder, Path work) {
    this.folder = folder;
    this.work = work;
  }

  /** Begins one; refuses a folder that has something already, whoever it belongs to. */
  public static BundleWriter open(Path folder) {
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw new Failure(
          "--out must be a new or an empty folder, got '%s'; name another, or remove it if it is an earlier bundle"
              .formatted(folder));
    }
    try {
      Path parent = Files.createDirectories(folder.getParent());
      Path work =
          TemporaryFolder.adopt(Files.createTempDirectory(parent, folder.getFileName() + "."));
      Files.createDirectories(work.resolve(Bundle.plan("any", "tfplan")).getParent());
      return new BundleWriter(folder, work);
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns where the plan of a cluster is written to. */
  public Path plan(String cluster) {
    return work.resolve(Bundle.plan(cluster, "tfplan"));
  }

  /** Adds the stack of a cluster, whose plan is written already; any thread may. */
  public synchronized void addStack(StackFacts stack, byte[] lock) {
    write(Bundle.plan(stack.cluster(), "lock.hcl"), lock);
    stacks.add(stack);
  }

  /**
   * Adds an artifact.
   *
   * @param name that of a component or tenant, or of the fleet
   * @param url where it is published
   * @param layer its content
   * @param clusters those for which the review shows what changes
   * @param channels the digests with which it was compared, by the tags of their channels
   */
  public void addArtifact(
      String name,
      String url,
      byte[] layer,
      List<String> clusters,
      SortedMap<String, String> channels) {
    String file = "artifacts/" + name + ".tar.gz";
    write(file, layer);
    artifacts.add(new BundledArtifact(url, file, clusters, channels));
  }

  /** Returns whether it has nothing that could be done. */
  public synchronized boolean isEmpty() {
    return artifacts.isEmpty() && stacks.isEmpty();
  }

  /**
   * Completes it, and returns the digest to approve.
   *
   * @param changes what is shown, as JSON
   */
  public synchronized String complete(
      String tree, String engine, String engineVersion, byte[] changes) {
    write(Bundle.CHANGES, changes);
    SortedMap<String, String> files = FolderDigests.of(work, this::isComplete);
    byte[] manifest =
        new BundleManifest(tree, engine, engineVersion, artifacts, stacks, files).toJson();
    write(BundleManifest.FILE, manifest);
    try {
      Files.deleteIfExists(folder);
      Files.move(work, folder);
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
    return Digest.of(manifest);
  }

  /** A plan that was given up leaves a file. */
  private boolean isComplete(String name) {
    boolean isComplete =
        !name.endsWith(".tfplan")
            || stacks.stream()
                .anyMatch(stack -> name.equals(Bundle.plan(stack.cluster(), "tfplan")));
    if (!isComplete) {
      PrivateFile.delete(work.resolve(name));
    }
    return isComplete;
  }

  private void write(String name, byte[] content) {
    Path file = work.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static UncheckedIOException notWritten(Path file, IOException e) {
    return new UncheckedIOException("cannot write the bundle, got '" + file + "'", e);
  }

  @Override
  public void close() {
    PrivateFile.deleteFolder(work);
  }
}
