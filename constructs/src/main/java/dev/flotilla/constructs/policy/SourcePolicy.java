package dev.flotilla.constructs.policy;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import software.constructs.Construct;

/**
 * Where tenants get what they run: once Flux has synced, the API server refuses everything else in
 * their namespaces.
 *
 * <p>Refused are sources that are not on the fleet's allow-list, or demand no signature where one
 * must be; artifacts that are not Flux's own work; references to other namespaces; addresses that
 * the tenant's {@code FluxAccess} does not allow; Kustomizations and HelmReleases for other
 * clusters; and what {@code docs/source-policy.md} lists beyond these.
 *
 * <p>Flux owns it, and applies components and tenants after it. It looks at namespaces with the
 * label {@code toolkit.fluxcd.io/role: tenant}; components are free. What is there already stays,
 * and may be changed only into what is allowed.
 *
 * <p>Rejected at synth: a source that the fleet itself declares in such a namespace and the API
 * server would refuse, for its address or its signature.
 *
 * <pre>{@code
 * SourcePolicyProps policy =
 *     SourcePolicyProps.of("https://github.com/acme/", "oci://ghcr.io/acme/")
 *         .allowing(new AllowedBucket("minio.acme.example:9000", "fleet"));
 * new SourcePolicy(artifact, "SourcePolicy", policy);
 * }</pre>
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating
 *     admission policies</a>
 */
public final class SourcePolicy extends Construct {
  /**
   * Adds it to the fleet artifact of {@code scope}'s cluster.
   *
   * @param scope a {@code FluxArtifact}, or what is below one
   * @throws IllegalArgumentException if {@code scope} is neither
   */
  public SourcePolicy(Construct scope, String id, SourcePolicyProps props) {
    super(scope, id);
    FluxScope.of(scope).addPart(this, (renderer, place) -> renderer.add(place, props));
  }
}
