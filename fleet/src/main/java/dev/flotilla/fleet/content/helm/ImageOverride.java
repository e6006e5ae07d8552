package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciDigest;
import dev.flotilla.fleet.source.OciTag;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Another image in the place of one that a chart has.
 *
 * <p>Rejected: a tag or digest that no registry has.
 *
 * @param name the chart's image, without tag
 * @param newName the image instead; empty means the same
 * @param newTag its tag; empty means the chart's
 * @param digest its digest; empty means that of the tag
 */
@RecordBuilder
public record ImageOverride(
    String name, Optional<String> newName, Optional<OciTag> newTag, Optional<String> digest) {
  public ImageOverride {
    digest.ifPresent(value -> OciDigest.check("the digest of image '" + name + "'", value));
  }

  /** Returns an override of an image, to which a name, tag or digest is added. */
  public static ImageOverride of(String name) {
    return new ImageOverride(name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this override, with an image of another name. */
  public ImageOverride withName(String value) {
    return ImageOverrideFields.from(this).newName(Optional.of(value)).build();
  }

  /** Returns this override, with an image of another tag. */
  public ImageOverride withTag(String value) {
    return ImageOverrideFields.from(this).newTag(Optional.of(new OciTag(value))).build();
  }

  /** Returns this override, with an image of this digest. */
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
