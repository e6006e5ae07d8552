package dev.flotilla.constructs.tenant;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.fleet.tenant.TenantProps;
import software.constructs.Construct;

/**
 * A team on one cluster: once Flux has synced, it has its namespaces, a role in them and nowhere
 * else, and a verified artifact that is applied there with that role.
 *
 * <p>Flux owns it. When it leaves the fleet, its namespaces and all that runs in them stay, unless
 * its retention says otherwise.
 *
 * <pre>{@code
 * ResolvedCluster resolved = ResolvedFleet.of(fleet).cluster(staging);
 * FluxArtifact artifact = new FluxArtifact(stack, "Artifact", new FluxArtifactProps(resolved));
 * ArtifactSigner signer = ArtifactSigner.gitHubActions("acme/apps");
 * OciUrl url = new OciUrl("oci://ghcr.io/acme/apps");
 * ArtifactRepository apps = new ArtifactRepository("apps", url, signer);
 * new Tenant(artifact, "Frontend", TenantProps.builder(apps.artifact("frontend")).build());
 * }</pre>
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
public final class Tenant extends Construct {
  /**
   * Adds it to the fleet artifact of {@code scope}'s cluster.
   *
   * @param scope a {@code FluxArtifact}, or what is below one
   * @throws IllegalArgumentException if {@code scope} is neither
   */
  public Tenant(Construct scope, String id, TenantProps props) {
    super(scope, id);
    FluxScope.of(scope).addPart(this, (renderer, place) -> renderer.add(place, props));
  }
}
