package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import software.constructs.Construct;

/**
 * The variables that components and tenants get of their cluster: once Flux has synced, there is
 * the ConfigMap {@code flux-runtime-info} in {@code flux-system}, and a copy in each of their
 * namespaces, from which their Kustomizations substitute {@code ${CLUSTER_DOMAIN}} and the like.
 *
 * <p>Flux owns it. Keys that others add to it stay.
 *
 * <pre>{@code
 * SortedMap<String, String> variables = new TreeMap<>();
 * variables.put("CLUSTER_DOMAIN", "acme.example");
 * variables.put("INGRESS_CLASS", "nginx");
 * new RuntimeInfo(artifact, "RuntimeInfo", new RuntimeInfoProps(variables));
 * }</pre>
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution">post-build
 *     variable substitution</a>
 */
public final class RuntimeInfo extends Construct {
  /**
   * Adds it to the fleet artifact of {@code scope}'s cluster.
   *
   * @param scope a {@code FluxArtifact}, or what is below one
   * @throws IllegalArgumentException if {@code scope} is neither
   */
  public RuntimeInfo(Construct scope, String id, RuntimeInfoProps props) {
    super(scope, id);
    FluxScope.of(scope).addPart(this, (renderer, place) -> renderer.add(place, props));
  }
}
