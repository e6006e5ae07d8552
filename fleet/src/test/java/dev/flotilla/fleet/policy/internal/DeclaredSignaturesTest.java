package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that the API server would refuse for its signature is refused at synth. */
class DeclaredSignaturesTest {
  private static final String OWN = Tenancy.SIGNER.issuer() + " " + Tenancy.SIGNER.subject();

  private static final KubernetesObject NAMESPACE =
      KubernetesObject.ofCluster("v1", "Namespace", "frontend", Ordered.map())
          .with(
              Map.of("toolkit.fluxcd.io/role", "tenant"), Tenancy.of(Tenancy.ACCESS).annotations());

  @ParameterizedTest
  @ValueSource(strings = {"GitRepository", "OCIRepository", "HelmRepository", "Bucket"})
  void refusesAtSynthWhatThePoliciesRefuse(String kind) {
    Stream<KubernetesObject> legal =
        TenantKinds.legal().filter(object -> object.kind().equals(kind));
    List<KubernetesObject> objects =
        Stream.concat(HostileCorpus.byKind().get(kind).stream(), legal)
            .filter(object -> object.body().containsKey("spec"))
            .toList();

    assertThat(objects)
        .allSatisfy(
            object ->
                assertThat(problem(object).isPresent())
                    .as(object.toMap().toString())
                    .isEqualTo(isRefusedForItsSignature(object)));
  }

  /** Of a URL that is not plain, the other rule says that it is nowhere. */
  private static boolean isRefusedForItsSignature(KubernetesObject object) {
    List<String> refusals = Tenancy.of(Tenancy.ACCESS).refusals(object).toList();
    return refusals.stream().anyMatch(refusal -> refusal.startsWith("flux-tenant-signatures-"))
        && refusals.stream()
            .noneMatch(
                refusal ->
                    refusal.startsWith("flux-tenant-sources: a tenant's source must be one")
                        || refusal.startsWith("flux-tenant-helmrepositories: "));
  }

  @Test
  void namesTheSourceAndWhatItMayDemand() {
    KubernetesObject object = artifact("oci://ghcr.io/acme/web");

    assertThat(problem(object))
        .contains(
            "a tenant's source must demand a signature that the fleet wants below 'oci://ghcr.io/acme/', got 'nobody' in OCIRepository 'frontend/web'; set spec.verify to one of ["
                + OWN
                + "], or allow this folder unsigned with SourcePolicyProps.allowing");
    assertThat(
            problem(
                TenantKinds.with("HelmRepository", "spec.url", "oci://ghcr.io/acme/web").get(0)))
        .contains(
            "a HelmRepository cannot demand signatures, which the fleet wants below 'oci://ghcr.io/acme/', got HelmRepository 'frontend/web'; use an OCIRepository with spec.verify, and spec.chartRef in the HelmRelease, or allow this folder unsigned with SourcePolicyProps.allowing");
  }

  @Test
  void signaturesOfTenantsOnlyAreChecked() {
    KubernetesObject object = artifact("oci://ghcr.io/acme/web");
    KubernetesObject components =
        KubernetesObject.ofCluster("v1", "Namespace", "frontend", Ordered.map());

    assertThat(rule().problem(object, Optional.of(components))).isEmpty();
    assertThat(rule().problem(object, Optional.empty())).isEmpty();
  }

  @Test
  void longestPrefixDecides() {
    assertThat(problem(artifact("oci://ghcr.io/acme/charts/redis"))).isEmpty();
  }

  private static KubernetesObject artifact(String url) {
    return TenantKinds.object("OCIRepository", Ordered.map("interval", "1h", "url", url));
  }

  private static Optional<String> problem(KubernetesObject object) {
    return rule().problem(object, Optional.of(NAMESPACE));
  }

  private static DeclaredSignatures rule() {
    return new DeclaredSignatures(Tenancy.POLICY, TestCluster.staging());
  }
}
