package dev.flotilla.main.review.rings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of an object that change while it stays as it is: images and sources by names that
 * their publishers move. It is a guess, because any tag can be moved. The same is in the checker's
 * {@code rings.go}, by the same cases.
 */
final class MovingParts {
  private static final String SOURCES = "source.toolkit.fluxcd.io";

  /** A part of a version, such as 2, v1.27, 2.x or 1.27-alpine. */
  private static final Pattern PARTIAL =
      Pattern.compile("v?\\d{1,3}(\\.(\\d{1,4}|[xX*]))?(\\.[xX*])?([-_.+][A-Za-z].*)?");

  private static final Pattern EXACT =
      Pattern.compile(
          "v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final String TAGS = "refs/tags/";

  /** Where the pods of the kinds are that have some. */
  private static final Map<String, String> PODS =
      Map.of(
          "Pod", "/spec",
          "PodTemplate", "/template/spec",
          "ReplicationController", "/spec/template/spec",
          "Deployment", "/spec/template/spec",
          "ReplicaSet", "/spec/template/spec",
          "StatefulSet", "/spec/template/spec",
          "DaemonSet", "/spec/template/spec",
          "Job", "/spec/template/spec",
          "CronJob", "/spec/jobTemplate/spec/template/spec");

  private MovingParts() {}

  /**
   * Returns them, as the object names them.
   *
   * @param ring the tag of the cluster's ring: what is at that follows the ring
   */
  static List<String> of(ObjectKey key, JsonNode object, String ring) {
    if (object.isMissingNode()) {
      return List.of();
    }
    JsonNode spec = object.path("spec");
    return switch (key.group()) {
      case "", "apps", "batch" -> images(key.kind(), object, ring);
      case SOURCES -> source(key.kind(), spec, ring).toList();
      case "helm.toolkit.fluxcd.io" -> chart(spec.at("/chart/spec")).toList();
      case "fluxcd.controlplane.io" -> inputs(key.kind(), spec).toList();
      default -> List.of();
    };
  }

  private static List<String> images(String kind, JsonNode object, String ring) {
    List<String> moving = new ArrayList<>();
    JsonNode pods = object.at(PODS.getOrDefault(kind, "/nothing"));
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : pods.path(list)) {
        String image = container.path("image").asText();
        String tag = tag(image);
        if (!image.isEmpty() && !image.contains("@") && !tag.equals(ring) && moves(tag)) {
          moving.add(image);
        }
      }
    }
    return moving;
  }

  private static String tag(String image) {
    int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
    return colon < 0 ? "latest" : image.substring(colon + 1);
  }

  private static boolean moves(String tag) {
    return tag.equals("latest") || !DIGIT.matcher(tag).find() || PARTIAL.matcher(tag).matches();
  }

  private static Stream<String> source(String kind, JsonNode spec, String ring) {
    return switch (kind) {
      case "OCIRepository" -> artifact(spec.path("ref"), ring);
      case "GitRepository" -> commit(spec.path("ref"));
      case "HelmChart" -> chart(spec);
      case "Bucket" -> Stream.of(spec.path("bucketName").asText());
      default -> Stream.empty();
    };
  }

  /** Flux takes the digest before the range, and that before the tag. */
  private static Stream<String> artifact(JsonNode ref, String ring) {
    String range = ref.path("semver").asText();
    String tag = ref.path("tag").asText("latest");
    if (ref.hasNonNull("digest")) {
      return Stream.empty();
    }
    return range.isEmpty()
        ? Stream.of(tag).filter(one -> !one.equals(ring) && moves(one))
        : inexact(range);
  }

  /** Flux takes a commit before the name of a ref, and so on. */
  private static Stream<String> commit(JsonNode ref) {
    String name = ref.path("name").asText();
    if (ref.hasNonNull("commit")) {
      return Stream.empty();
    }
    if (!name.isEmpty()) {
      return Stream.of(name)
          .filter(one -> !one.startsWith(TAGS) || moves(one.substring(TAGS.length())));
    }
    if (ref.hasNonNull("semver")) {
      return inexact(ref.path("semver").asText());
    }
    return ref.hasNonNull("tag")
        ? Stream.of(ref.path("tag").asText()).filter(MovingParts::moves)
        : Stream.of(ref.path("branch").asText("master"));
  }

  /** One from another source than a Helm repository has the version of that. */
  private static Stream<String> chart(JsonNode chart) {
    return chart.at("/sourceRef/kind").asText().equals("HelmRepository")
        ? inexact(chart.path("version").asText("*"))
        : Stream.empty();
  }

  private static Stream<String> inexact(String range) {
    return Stream.of(range).filter(one -> !EXACT.matcher(one).matches());
  }

  private static Stream<String> inputs(String kind, JsonNode spec) {
    return Stream.of(spec.path("type").asText())
        .filter(type -> kind.equals("ResourceSetInputProvider") && !type.equals("Static"));
  }
}
