package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciDigest;
import dev.flotilla.fleet.source.OciTag;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * A replacement for an image that a chart uses.
 *
 * <p>Rejected: a malformed tag or digest.
 *
 * @param name the image in the chart, without its tag
 * @param newName the image to use instead; empty means the same
 * @param newTag the tag to use; empty means the chart's
 * @param digest the digest to use; empty means the one that the tag points to
 */
@RecordBuilder
public record ImageOverride(
    String name, Optional<String> newName, Optional<OciTag> newTag, Optional<String> digest) {
  public ImageOverride {
    digest.ifPresent(value -> OciDigest.check("the digest of image '" + name + "'", value));
  }

  /** Returns an override of an image; add a name, tag or digest next. */
  public static ImageOverride of(String name) {
    return new ImageOverride(name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this override with another image name. */
  public ImageOverride withName(String value) {
    return ImageOverrideFields.from(this).newName(Optional.of(value)).build();
  }

  /** Returns this override with another tag. */
  public ImageOverride withTag(String value) {
    return ImageOverrideFields.from(this).newTag(Optional.of(new OciTag(value))).build();
  }

  /** Returns this override with a digest. */
  public ImageOverride withDigest(String value) {
    return ImageOverrideFields.from(this).digest(Optional.of(value)).build();
  }

  Map<String, Object> toSpec() {
    Map<String, Object> spec = Ordered.map("name", name);
    newName.ifPresent(value -> spec.put("newName", value));
    newTag.ifPresent(value -> spec.put("newTag", value.value()));
    digest.ifPresent(value -> spec.put("digest", value));
    return spec;
  }
}
