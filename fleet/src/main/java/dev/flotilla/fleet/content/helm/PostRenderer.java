package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A change that Kustomize makes to what a chart renders, before it is applied.
 *
 * @param patches patches of objects
 * @param images replacements of images
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers">post
 *     renderers</a>
 */
public record PostRenderer(List<Patch> patches, List<ImageOverride> images) {
  public PostRenderer {
    patches = List.copyOf(patches);
    images = List.copyOf(images);
    if (patches.isEmpty() && images.isEmpty()) {
      throw new IllegalArgumentException(
          "a post renderer must change something, got neither a patch nor an image; add one");
    }
  }

  /** Returns a post renderer that patches objects. */
  public static PostRenderer patches(Patch... patches) {
    return new PostRenderer(List.of(patches), List.of());
  }

  /** Returns a post renderer that replaces images. */
  public static PostRenderer images(ImageOverride... images) {
    return new PostRenderer(List.of(), List.of(images));
  }

  Map<String, Object> toSpec() {
    Map<String, Object> kustomize = Ordered.map();
    put(kustomize, "patches", patches.stream().map(Patch::toSpec));
    put(kustomize, "images", images.stream().map(ImageOverride::toSpec));
    return Ordered.map("kustomize", kustomize);
  }

  private static void put(Map<String, Object> spec, String field, Stream<Map<String, Object>> all) {
    List<Map<String, Object>> items = all.toList();
    if (!items.isEmpty()) {
      spec.put(field, items);
    }
  }
}
