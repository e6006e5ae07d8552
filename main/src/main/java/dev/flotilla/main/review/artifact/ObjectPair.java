package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.flotilla.main.review.change.ObjectKey;
import java.util.Optional;

/** An object that differs between two renderings, or is in one of them alone. */
public record ObjectPair(
    ObjectKey key, Optional<RenderedObject> old, Optional<RenderedObject> current) {
  /** Returns what it was; missing if it is new. */
  public JsonNode before() {
    return old.map(RenderedObject::content).orElse(MissingNode.getInstance());
  }

  /** Returns what it is; missing if it is removed. */
  public JsonNode after() {
    return current.map(RenderedObject::content).orElse(MissingNode.getInstance());
  }

  /** Returns whether it was not there before. */
  public boolean isNew() {
    return old.isEmpty();
  }

  /** Returns whether it is no longer there. */
  public boolean isRemoved() {
    return current.isEmpty();
  }

  /** Returns whether it was there, and still is. */
  public boolean isKept() {
    return old.isPresent() && current.isPresent();
  }

  /** Returns what applies it, or has applied it. */
  public String holder() {
    return current.or(() -> old).map(RenderedObject::holder).orElse("");
  }
}
