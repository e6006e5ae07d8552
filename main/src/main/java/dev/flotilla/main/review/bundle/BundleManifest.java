package dev.flotilla.main.review.bundle;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.IndentedJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle binds; its digest is what is approved.
 *
 * @param tree the hash of Git's tree: a merge or a squash gives the same tree another commit
 * @param engine the name of OpenTofu
 * @param engineVersion its version
 * @param files the digests of the bundle's other files, by path
 */
record BundleManifest(
    String tree,
    String engine,
    String engineVersion,
    List<BundledArtifact> artifacts,
    List<StackFacts> stacks,
    SortedMap<String, String> files) {
  static final String FILE = "bundle.json";

  /** What a program that reads it must know. */
  private static final int VERSION = 1;

  BundleManifest {
    artifacts = artifacts.stream().sorted(Comparator.comparing(BundledArtifact::url)).toList();
    stacks = stacks.stream().sorted(Comparator.comparing(StackFacts::cluster)).toList();
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns its text: the same for the same values. */
  byte[] toJson() {
    Map<String, Object> json = Ordered.map("version", VERSION);
    json.put("tree", tree);
    json.put("engine", Ordered.map("name", engine, "version", engineVersion));
    json.put("artifacts", artifacts.stream().map(BundleManifest::artifact).toList());
    json.put("stacks", stacks.stream().map(BundleManifest::stack).toList());
    json.put("files", files);
    return (IndentedJson.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> artifact(BundledArtifact artifact) {
    return Ordered.map(
        "url", artifact.url(),
        "file", artifact.file(),
        "clusters", artifact.clusters(),
        "channels", artifact.channels());
  }

  private static Map<String, Object> stack(StackFacts stack) {
    Map<String, Object> json = Ordered.map("cluster", stack.cluster());
    json.put("uid", stack.uid());
    json.put("configuration", stack.configuration());
    json.put("lock", stack.lock());
    json.put("variables", stack.variables());
    json.put("state", Ordered.map("lineage", stack.lineage(), "serial", stack.serial()));
    json.put("ownedByFlux", stack.ownedByFlux());
    return json;
  }

  /** Reads what {@link #toJson} has written, by a program of this or an older version. */
  static BundleManifest parse(byte[] text) {
    ForeignJson json = ForeignJson.parse(text, BundleManifest::malformed);
    if (json.number("version", 0) != VERSION) {
      throw json.refused("version");
    }
    return new BundleManifest(
        json.text("tree"),
        json.object("engine").text("name"),
        json.object("engine").text("version"),
        json.objects("artifacts").stream()
            .map(
                artifact ->
                    new BundledArtifact(
                        artifact.text("url"),
                        artifact.text("file"),
                        artifact.texts("clusters"),
                        texts(artifact.object("channels"))))
            .toList(),
        json.objects("stacks").stream().map(BundleManifest::stack).toList(),
        texts(json.object("files")));
  }

  private static StackFacts stack(ForeignJson json) {
    return new StackFacts(
        json.text("cluster"),
        json.text("uid"),
        json.text("configuration"),
        json.text("lock"),
        texts(json.object("variables")),
        json.object("state").text("lineage"),
        json.object("state").number("serial", 0),
        json.texts("ownedByFlux"));
  }

  private static SortedMap<String, String> texts(ForeignJson object) {
    SortedMap<String, String> texts = new TreeMap<>();
    object.names().forEach(name -> texts.put(name, object.text(name)));
    return texts;
  }

  private static Failure malformed(String place) {
    return new Failure(
        List.of(
            "'%s' must be a bundle's manifest of version %d, got something else%s; use the version of Flotilla that has written it, or %s"
                .formatted(FILE, VERSION, place, StackFacts.AGAIN)),
        ExitCode.REFUSED);
  }
}
