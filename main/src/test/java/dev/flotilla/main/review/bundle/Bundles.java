package dev.flotilla.main.review.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bundles of two clusters and their fleet artifact. */
final class Bundles {
  static final String TREE = "1f7a7a472abf3dd9643fd615f6da379c4acb3e3a";
  static final String URL = "oci://ghcr.io/acme/fleet";
  static final String ENGINE = "OpenTofu";
  static final String VERSION = "1.12.6";

  /** The one has nothing yet. */
  static final SortedMap<String, String> CHANNELS =
      new TreeMap<>(Map.of("latest", "sha256:1a7e57", "latest-stable", ""));

  static final StackFacts STAGING =
      new StackFacts(
          "staging",
          "5d6a2f0e",
          "sha256:c0ffee",
          "sha256:10c4ed",
          new TreeMap<>(Map.of("TF_VAR_region", "eu-west-1")),
          "21d3fe27",
          3,
          List.of("helm_release.flux"));

  /** One that nobody has reached yet. */
  static final StackFacts PROD =
      new StackFacts(
          "prod", "", "sha256:c0ffee", "sha256:10c4ed", new TreeMap<>(), "", 0, List.of());

  private Bundles() {}

  /** Writes one, and returns its digest. */
  static String write(Path folder) throws IOException {
    try (BundleWriter writer = BundleWriter.open(folder)) {
      for (StackFacts stack : List.of(STAGING, PROD)) {
        Files.writeString(writer.plan(stack.cluster()), "PK plan of " + stack.cluster());
        writer.addStack(stack, "provider \"helm\" {}\n".getBytes(UTF_8));
      }
      writer.addArtifact(
          "fleet", URL, "layer".getBytes(UTF_8), List.of("staging", "prod"), CHANNELS);
      return writer.complete(
          TREE,
          ENGINE,
          VERSION,
          """
          {"version":1,"stacks":[{"cluster":"staging","hasChanges":true,"resources":["create a.b"]}]}
          """
              .getBytes(UTF_8));
    }
  }
}
