package dev.flotilla.main.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One change, on all clusters that have it.
 *
 * @param holder what applies the object afterwards, or applied it if it is removed: {@code
 *     ResourceSet/flux-system/web}
 * @param path the field; the whole object if it is new or removed
 * @param before what was there; missing if nothing was
 * @param after what is there; missing if nothing is
 * @param clusters in the order of the fleet
 */
public record Change(
    ObjectKey object,
    String holder,
    FieldPath path,
    JsonNode before,
    JsonNode after,
    List<String> clusters) {
  public Change {
    clusters = List.copyOf(clusters);
  }

  /** Returns the same change on those clusters. */
  public Change on(List<String> others) {
    return new Change(object, holder, path, before, after, others);
  }

  /** Returns whether the object is new there. */
  public boolean isNew() {
    return path.equals(FieldPath.WHOLE) && before.isMissingNode();
  }

  /** Returns whether the object is no longer there. */
  public boolean isRemoved() {
    return path.equals(FieldPath.WHOLE) && after.isMissingNode();
  }
}
