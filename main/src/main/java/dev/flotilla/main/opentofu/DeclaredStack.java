package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.main.opentofu.state.BootstrapValues;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a synthesized stack declares, whatever OpenTofu has done with it.
 *
 * @param json its {@code cdk.tf.json}, as {@link StackFile} has read it
 */
public record DeclaredStack(JsonNode json) {
  /** Returns what it gives to the releases of the bootstrap. */
  public BootstrapValues bootstrapValues() {
    return BootstrapValues.ofStack(json);
  }

  /** Returns what it marks its namespace and Secrets with; empty if another tool has written it. */
  public String owner() {
    return json.path("resource")
        .path("kubernetes_namespace_v1")
        .findPath("annotations")
        .path(FluxBootstrapProps.OWNER)
        .asText();
  }

  /** Returns the names of its Helm releases. */
  public List<String> releases() {
    return StreamSupport.stream(json.path("resource").path("helm_release").spliterator(), false)
        .map(release -> release.path("name").asText())
        .toList();
  }
}
