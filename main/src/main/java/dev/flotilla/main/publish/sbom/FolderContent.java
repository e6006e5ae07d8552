package dev.flotilla.main.publish.sbom;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the folder of a component or tenant puts on the clusters that it was checked for.
 *
 * @param path the folder as messages name it
 * @param charts by address and name
 * @param images those of all pods, charts' too, in order
 * @param isPartial whether there is more, at which nobody has looked
 */
public record FolderContent(
    String path,
    List<Chart> charts,
    List<Image> images,
    @JsonProperty("partial") boolean isPartial) {
  public FolderContent {
    charts = List.copyOf(charts);
    images = List.copyOf(images);
  }

  /**
   * A chart that is templated.
   *
   * @param url that of the chart in a registry or, of one over HTTP, of its repository
   * @param name what the chart calls itself
   * @param version what the chart says, without what Flux adds
   * @param digest of the artifact in a registry or, of a chart over HTTP, of its archive
   * @param app the version of what it installs, or empty
   */
  public record Chart(
      String url, String name, String version, String digest, @Nullable String app) {
    public Chart {
      app = Objects.requireNonNullElse(app, "");
    }
  }

  /**
   * An image as nodes pull it.
   *
   * @param repository with its registry
   * @param tag empty where the digest alone is named
   * @param digest empty where the tag alone is
   */
  public record Image(String repository, @Nullable String tag, @Nullable String digest) {
    public Image {
      tag = Objects.requireNonNullElse(tag, "");
      digest = Objects.requireNonNullElse(digest, "");
    }
  }
}
