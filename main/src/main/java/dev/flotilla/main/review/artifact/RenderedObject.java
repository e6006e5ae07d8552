package dev.flotilla.main.review.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.change.ObjectKey;

/**
 * An object as Flux is to apply it.
 *
 * @param holder what applies it: a ResourceSet or a Kustomization
 * @param content all its fields; those of a ResourceSet without the objects in it
 */
public record RenderedObject(ObjectKey key, String holder, JsonNode content) {
  /** Returns the annotation or label of that name, empty if it has none. */
  public String mark(String name) {
    JsonNode metadata = content.path("metadata");
    String annotation = metadata.path("annotations").path(name).asText();
    return annotation.isEmpty() ? metadata.path("labels").path(name).asText() : annotation;
  }
}
