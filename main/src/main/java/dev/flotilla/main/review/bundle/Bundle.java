package dev.flotilla.main.review.bundle;

import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A review that was approved, every file of which is the one that was reviewed. What is no longer
 * as it was then is refused, with exit code 3.
 */
public final class Bundle {
  /** What was shown, as {@code diff --json} prints it. */
  static final String CHANGES = "changes.json";

  private final Path folder;
  private final BundleManifest manifest;
  private @Nullable List<ForeignJson> shown;

  private Bundle(Path folder, BundleManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Opens a folder; refuses one that was changed since, by whomever.
   *
   * @param approved the digest that was approved, which comes from elsewhere: who can change a
   *     bundle can also write another manifest
   */
  public static Bundle open(Path folder, String approved) {
    byte[] text = read(folder, BundleManifest.FILE);
    String digest = Digest.of(text);
    if (!digest.equals(approved)) {
      throw refused(
          "the bundle in '%s' must be the approved one, %s, got %s; fetch that of the approved review, or have this one approved"
              .formatted(folder, approved, digest));
    }
    Bundle bundle = new Bundle(folder, BundleManifest.parse(text));
    bundle.requireFiles();
    return bundle;
  }

  private void requireFiles() {
    SortedMap<String, String> found =
        FolderDigests.of(folder, name -> !name.equals(BundleManifest.FILE));
    Set<String> names = new TreeSet<>(found.keySet());
    names.addAll(manifest.files().keySet());
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      String wanted = manifest.files().getOrDefault(name, "no such file");
      String got = found.getOrDefault(name, "no such file");
      if (!wanted.equals(got)) {
        problems.add(
            "'%s' of the bundle in '%s' must be as it was approved, %s, got %s; fetch the bundle of the approved review again"
                .formatted(name, folder, wanted, got));
      }
    }
    refuseAny(problems);
  }

  /**
   * Refuses another tree than the reviewed one.
   *
   * @param tree the hash of Git's tree that is checked out
   */
  public void requireTree(String tree) {
    if (!manifest.tree().equals(tree)) {
      throw refused(
          "the commit checked out must have the tree that was reviewed, '%s', got '%s'; check out what was approved, or %s"
              .formatted(manifest.tree(), tree, StackFacts.AGAIN));
    }
  }

  /** Refuses another OpenTofu: a plan is applied by the one that made it. */
  public void requireEngine(String name, String version) {
    if (!manifest.engine().equals(name) || !manifest.engineVersion().equals(version)) {
      throw refused(
          "the plans must be applied by what made them, %s %s, got %s %s; install that version, or %s"
              .formatted(
                  manifest.engine(), manifest.engineVersion(), name, version, StackFacts.AGAIN));
    }
  }

  /** Refuses clusters whose stacks were not planned. */
  public void requireStacks(Collection<String> clusters) {
    List<String> planned = manifest.stacks().stream().map(StackFacts::cluster).toList();
    refuseAny(
        clusters.stream()
            .filter(name -> !planned.contains(name))
            .map(
                name ->
                    "cluster '%s' must be in the bundle, got a plan of %s; name one of them, or %s"
                        .formatted(name, named(planned), StackFacts.AGAIN))
            .toList());
  }

  /** Refuses a plan that was made with anything else than what there is now. */
  public void requireSame(StackFacts now) {
    refuseAny(stack(now.cluster()).problems(now));
  }

  private StackFacts stack(String cluster) {
    return manifest.stacks().stream()
        .filter(stack -> stack.cluster().equals(cluster))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Refuses an artifact that was not reviewed, or not for all who get it.
   *
   * @param layer the digest of what would be pushed to {@code url}
   * @param clusters those that follow the channel
   */
  public void requireArtifact(String url, String layer, Collection<String> clusters) {
    BundledArtifact artifact = artifact(url);
    List<String> problems = new ArrayList<>();
    String reviewed = Digest.of(read(folder, artifact.file()));
    if (!reviewed.equals(layer)) {
      problems.add(
          "the layer of '%s' must be the reviewed one, %s, got %s; set FLOTILLA_MIRROR and the like as in the review, or %s"
              .formatted(url, reviewed, layer, StackFacts.AGAIN));
    }
    List<String> missing =
        clusters.stream().filter(name -> !artifact.clusters().contains(name)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          "every cluster that follows the channel must have been compared in the review, got none of %s; %s"
              .formatted(named(missing), StackFacts.AGAIN));
    }
    refuseAny(problems);
  }

  /**
   * Refuses a channel that is elsewhere than it was in the review, as after a rollback: what was
   * shown is not what would change.
   *
   * @param tag that of the channel
   * @param now the digest of the manifest that it points to; empty if there is none
   */
  public void requireChannel(String url, String tag, String now) {
    String reviewed = artifact(url).channels().getOrDefault(tag, "");
    if (!reviewed.equals(now)) {
      throw refused(
          "channel '%s' of '%s' must be where it was in the review, %s, got %s; %s"
              .formatted(tag, url, orNone(reviewed), orNone(now), StackFacts.AGAIN));
    }
  }

  private static String orNone(String digest) {
    return digest.isEmpty() ? "without an artifact" : digest;
  }

  private BundledArtifact artifact(String url) {
    return manifest.artifacts().stream()
        .filter(one -> one.url().equals(url))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "the bundle must have the artifact '%s', got %s; publish from where it was reviewed, or %s"
                        .formatted(
                            url,
                            named(manifest.artifacts().stream().map(BundledArtifact::url).toList()),
                            StackFacts.AGAIN)));
  }

  /** Returns the plan of a cluster, as it was reviewed. */
  public byte[] plan(String cluster) {
    return verified(plan(cluster, "tfplan"));
  }

  /** Returns {@code .terraform.lock.hcl} of a cluster's stack, as it was reviewed. */
  public byte[] lock(String cluster) {
    return verified(plan(cluster, "lock.hcl"));
  }

  /** No name begins with a dot: what stores results of CI jobs leaves such files out. */
  static String plan(String cluster, String extension) {
    return "plans/" + cluster + "." + extension;
  }

  /** Returns what the plan of a cluster does, each as {@code create kubernetes_namespace_v1.x}. */
  public List<String> changes(String cluster) {
    return shown(cluster).texts("resources");
  }

  /** Returns whether the plan of a cluster changes anything. */
  public boolean hasChanges(String cluster) {
    return shown(cluster).isTrue("hasChanges");
  }

  private ForeignJson shown(String cluster) {
    return shown().stream()
        .filter(stack -> stack.text("cluster").equals(cluster))
        .findFirst()
        .orElseThrow(() -> changed(CHANGES));
  }

  /** It has the plans of all clusters, and clusters are deployed side by side. */
  private synchronized List<ForeignJson> shown() {
    if (shown == null) {
      shown = ForeignJson.parse(verified(CHANGES), place -> changed(CHANGES)).objects("stacks");
    }
    return shown;
  }

  /** What is read now may be another than what was looked at before. */
  private byte[] verified(String name) {
    byte[] content = read(folder, name);
    if (!Digest.of(content).equals(manifest.files().get(name))) {
      throw changed(name);
    }
    return content;
  }

  private Failure changed(String name) {
    return refused(
        "'%s' of the bundle in '%s' must not change while it is used, got another; fetch the bundle of the approved review again"
            .formatted(name, folder));
  }

  private static byte[] read(Path folder, String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw refused(
          "the folder of a bundle must have '%s', got '%s' without a readable one; name the folder that 'flotilla diff --out' has written"
              .formatted(name, folder));
    }
  }

  private static String named(Collection<String> names) {
    return names.isEmpty() ? "none" : "'" + String.join("', '", names) + "'";
  }

  private static Failure refused(String problem) {
    return new Failure(List.of(problem), ExitCode.REFUSED);
  }

  private static void refuseAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new Failure(problems, ExitCode.REFUSED);
    }
  }
}
