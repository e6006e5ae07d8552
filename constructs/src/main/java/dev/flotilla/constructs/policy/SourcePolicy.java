package dev.flotilla.constructs.policy;

import dev.flotilla.constructs.fleet.FleetObjects;
import dev.flotilla.constructs.fleet.FluxScope;
import software.constructs.Construct;

/**
 * Where tenants get what they run: once Flux has synced, the API server refuses, in the namespaces
 * of tenants, sources that are not on the fleet's allow-list, artifacts that are not Flux's own
 * work, and Kustomizations and HelmReleases for other clusters.
 *
 * <p>Flux owns it, and applies components and tenants after it. It looks at namespaces with the
 * label {@code toolkit.fluxcd.io/role: tenant}; components are free. What is there already stays,
 * and may be changed only into what is allowed.
 *
 * <pre>{@code
 * SourcePolicyProps policy =
 *     SourcePolicyProps.of("https://github.com/acme/", "oci://ghcr.io/acme/")
 *         .allowing(new AllowedBucket("minio.acme.example:9000", "fleet"));
 * new SourcePolicy(this, "SourcePolicy", policy);
 * }</pre>
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating
 *     admission policies</a>
 */
public final class SourcePolicy extends Construct {
  /** Puts the objects into the fleet artifact of {@code scope}'s cluster. */
  public SourcePolicy(Construct scope, String id, SourcePolicyProps props) {
    super(scope, id);
    FluxScope fleet = FluxScope.of(scope);
    FleetObjects objects = fleet.objects();
    objects.addFirst(() -> getNode().getPath(), SourcePolicyObjects.render(props, fleet.context()));
    objects.require(new DeclaredSources(props, fleet.context()));
  }
}
