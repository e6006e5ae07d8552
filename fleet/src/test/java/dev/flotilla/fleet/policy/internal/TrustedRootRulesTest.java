package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that names a root of its tenant's own would take the tenant's word for any signer. */
class TrustedRootRulesTest {
  private static final Sigstore SIGSTORE = Sigstores.of("acme.example");
  private static final Tenancy TENANCY = Tenancy.of(Tenancy.ACCESS, SIGSTORE);
  private static final String IDENTITY = Tenancy.SIGNER.issuer() + " " + Tenancy.SIGNER.subject();
  private static final String OWN = IDENTITY + " trustedRootSecretRef/trusted-root";
  private static final KeylessVerification PARTNER =
      Verification.identities("https://gitlab.acme.example", "https://gitlab.acme.example/a");

  @Test
  void takesTheTenantsSignerWithTheTrustedRootOfTheFleet() {
    assertThat(TENANCY.refusal(artifact(Tenancy.SIGNER.trusting(SIGSTORE)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"root-of-the-tenant", "mirror-trusted-root", "trusted-root2", "Trusted-Root"})
  void refusesAnotherTrustedRoot(String name) {
    assertThat(TENANCY.refusal(artifact(Tenancy.SIGNER.trusting(SIGSTORE.withSecretName(name)))))
        .contains(refusalOf(IDENTITY + " trustedRootSecretRef/" + name));
  }

  @Test
  void refusesTheSignerWithoutTheTrustedRoot() {
    assertThat(TENANCY.refusal(artifact(Tenancy.SIGNER))).contains(refusalOf(IDENTITY));
  }

  /** Flux looks at no trusted root beside a key. */
  @Test
  void refusesAKeyBesideTheTrustedRoot() {
    Map<String, Object> verify = verify(Tenancy.SIGNER.trusting(SIGSTORE));
    verify.put("secretRef", Map.of("name", "own-key"));

    assertThat(TENANCY.refusal(artifact(verify)))
        .contains(refusalOf(OWN + ", key/own-key trustedRootSecretRef/trusted-root"));
  }

  /** Without an identity, or with an expression that has the words of the line. */
  @Test
  void refusesWhatOnlyReadsLikeTheLine() {
    assertThat(
            TENANCY.refusal(
                artifact(
                    Ordered.map(
                        "provider",
                        "cosign",
                        "trustedRootSecretRef",
                        Map.of("name", "trusted-root")))))
        .contains(refusalOf("anybody"));
    assertThat(
            TENANCY.refusal(
                artifact(
                    Ordered.map(
                        "provider",
                        "cosign",
                        "matchOIDCIdentity",
                        List.of(Ordered.map("issuer", ".*", "subject", ".*")),
                        "trustedRootSecretRef",
                        Map.of("name", "trusted-root")))))
        .contains(refusalOf(".* .* trustedRootSecretRef/trusted-root"));
  }

  @Test
  void holdsTheSignersOfAPrefixToTheTrustedRootToo() {
    SourcePolicyProps policy =
        SourcePolicyProps.of("https://github.com/acme/")
            .allowingSigned("oci://ghcr.io/acme/", PARTNER);
    KubernetesObject list =
        SourcePolicyObjects.render(policy, TestCluster.trusting(SIGSTORE)).resources().get(0);

    assertThat(((Map<?, ?>) list.body().get("data")).get("signers"))
        .isEqualTo(
            "oci://ghcr.io/acme/ ^https://gitlab\\.acme\\.example$ ^https://gitlab\\.acme\\.example/a$ trustedRootSecretRef/trusted-root");
    DeclaredSignatures rule = new DeclaredSignatures(policy, TestCluster.trusting(SIGSTORE));
    assertThat(rule.problem(artifact(PARTNER.trusting(SIGSTORE)), namespace())).isEmpty();
    assertThat(rule.problem(artifact(PARTNER), namespace())).isPresent();
    assertThat(
            rule.problem(artifact(PARTNER.trusting(SIGSTORE.withSecretName("own"))), namespace()))
        .isPresent();
  }

  /** No tenant has its Secret, so each could write one. */
  @Test
  void refusesASignerOfAPrefixWithASigstoreOfItsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SourcePolicyProps.of()
                    .allowingSigned("oci://ghcr.io/partner/", PARTNER.trusting(SIGSTORE)))
        .withMessage(
            "signers of a prefix must be verified by the Sigstore of the fleet or its mirror, got one with a Sigstore of its own for 'oci://ghcr.io/partner/'; drop trusting(…), and add what vouches for it to the fleet's trusted root");
  }

  private static Optional<KubernetesObject> namespace() {
    return Optional.of(
        KubernetesObject.ofCluster("v1", "Namespace", "frontend", Ordered.map())
            .with(Map.of("toolkit.fluxcd.io/role", "tenant"), TENANCY.annotations()));
  }

  private static String refusalOf(String named) {
    return "flux-tenant-signatures-ocirepositories: a tenant's source must demand a signature that the fleet wants below 'oci://ghcr.io/acme/', got '%s' in 'web'; set spec.verify to provider cosign and one of [%s]"
        .formatted(named, OWN);
  }

  private static KubernetesObject artifact(KeylessVerification rule) {
    return artifact(verify(rule));
  }

  private static Map<String, Object> verify(KeylessVerification rule) {
    Map<String, Object> verify = Ordered.map();
    verify.putAll(rule.toSpec().orElseThrow());
    return verify;
  }

  private static KubernetesObject artifact(Map<String, Object> verify) {
    return TenantKinds.object(
        "OCIRepository",
        Ordered.map("interval", "1h", "url", "oci://ghcr.io/acme/web", "verify", verify));
  }
}
