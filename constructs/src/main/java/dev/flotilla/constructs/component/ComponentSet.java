package dev.flotilla.constructs.component;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.fleet.component.ComponentSetProps;
import software.constructs.Construct;

/**
 * Platform components on one cluster: once Flux has synced, each has a namespace, the right to
 * change the cluster, and a verified artifact that is applied there.
 *
 * <p>Flux owns them. Each component is a ResourceSet of its own: one that fails holds up those that
 * depend on it, and nobody else.
 *
 * <pre>{@code
 * ArtifactSigner signer = ArtifactSigner.gitHubActions("acme/infra");
 * OciUrl url = new OciUrl("oci://ghcr.io/acme/infra");
 * ArtifactRepository infra = new ArtifactRepository("infra", url, signer);
 * PlatformComponent certManager =
 *     PlatformComponent.builder(infra.artifact("cert-manager")).build();
 * new ComponentSet(artifact, "Infra", ComponentSetProps.of("infra", certManager));
 * }</pre>
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
public final class ComponentSet extends Construct {
  /**
   * Adds it to the fleet artifact of {@code scope}'s cluster.
   *
   * @param scope a {@code FluxArtifact}, or what is below one
   * @throws IllegalArgumentException if {@code scope} is neither
   */
  public ComponentSet(Construct scope, String id, ComponentSetProps props) {
    super(scope, id);
    FluxScope.of(scope).addPart(this, (renderer, place) -> renderer.add(place, props));
  }
}
