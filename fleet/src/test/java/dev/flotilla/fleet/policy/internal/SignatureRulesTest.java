package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.tenant.FluxAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Below a prefix that must be signed, a source demands a signature of those that the fleet has. */
class SignatureRulesTest {
  private static final String OWN = Tenancy.SIGNER.issuer() + " " + Tenancy.SIGNER.subject();

  /** A {@code spec.verify} that demands too little, and what the refusal calls that. */
  record Weak(Map<String, Object> verify, String named) {}

  static List<Weak> weak() {
    return List.of(
        new Weak(verify("{provider: cosign}"), "anybody"),
        new Weak(verify("{provider: cosign, matchOIDCIdentity: []}"), "anybody"),
        new Weak(identity(".*", ".*"), ".* .*"),
        new Weak(identity(Tenancy.SIGNER.issuer(), ".*"), Tenancy.SIGNER.issuer() + " .*"),
        new Weak(identity(".*", Tenancy.SIGNER.subject()), ".* " + Tenancy.SIGNER.subject()),
        new Weak(verify("{provider: cosign, secretRef: {name: own-key}}"), "key/own-key"),
        new Weak(with(own(), "secretRef", Map.of("name", "own-key")), OWN + ", key/own-key"),
        new Weak(with(own(), "provider", "notation"), OWN),
        new Weak(
            with(own(), "trustedRootSecretRef", Map.of("name", "trusted-root")),
            OWN + " trustedRootSecretRef/trusted-root"),
        new Weak(
            identity(
                Tenancy.SIGNER.issuer(), Tenancy.SIGNER.subject() + " trustedRootSecretRef/own"),
            OWN + " trustedRootSecretRef/own"),
        new Weak(
            Ordered.map(
                "provider",
                "cosign",
                "matchOIDCIdentity",
                List.of(
                    Ordered.map(
                        "issuer", Tenancy.SIGNER.issuer(), "subject", Tenancy.SIGNER.subject()),
                    Ordered.map("issuer", ".*", "subject", ".*"))),
            OWN + ", .* .*"));
  }

  @ParameterizedTest
  @MethodSource("weak")
  void refusesAnArtifactThatDemandsLess(Weak weak) {
    assertThat(refusal(artifact("oci://ghcr.io/acme/web", weak.verify)))
        .isEqualTo(
            refusalOf(
                "ocirepositories", weak.named, "set spec.verify to provider cosign and one of"));
  }

  @Test
  void refusesAnArtifactThatDemandsNoSignature() {
    KubernetesObject object = unverified("oci://ghcr.io/acme/web");

    assertThat(refusal(object))
        .isEqualTo(
            refusalOf(
                "ocirepositories", "nobody", "set spec.verify to provider cosign and one of"));
  }

  /** An expression of an identity finds itself anywhere in what a certificate has. */
  @Test
  void refusesAnIdentityThatReadsLikeAKey() {
    Tenancy tenancy = Tenancy.of(FluxAccess.standard(), Tenancy.KEY);
    KubernetesObject withKey =
        artifact(
            "oci://ghcr.io/acme/web", verify("{provider: cosign, secretRef: {name: cosign-key}}"));
    assertThat(tenancy.refusal(withKey)).isEmpty();

    for (Map<String, Object> identity :
        List.of(identity("key", "cosign-key"), identity("key/cosign-key", ""))) {
      assertThat(tenancy.refusal(artifact("oci://ghcr.io/acme/web", identity)).orElse(""))
          .startsWith("flux-tenant-signatures-ocirepositories: ")
          .endsWith("; set spec.verify to provider cosign and one of [key/cosign-key]");
    }
  }

  @Test
  void takesAnArtifactThatDemandsTheTenantsOwnSigner() {
    assertThat(refusal(artifact("oci://ghcr.io/acme/web-jobs", own()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci://ghcr.io/acme/charts/redis", "oci://ghcr.io/acme/charts"})
  void longestPrefixDecides(String url) {
    KubernetesObject object = unverified(url);

    assertThat(refusal(object)).isEmpty();
  }

  @Test
  void refusesAHelmRepositoryBecauseItCannotDemandASignature() {
    assertThat(
            refusal(
                TenantKinds.with("HelmRepository", "spec.url", "oci://ghcr.io/acme/web").get(0)))
        .isEqualTo(
            "flux-tenant-signatures-helmrepositories: a HelmRepository cannot demand signatures, which the fleet wants below 'oci://ghcr.io/acme/', got 'oci://ghcr.io/acme/web'; use an OCIRepository with spec.verify, and spec.chartRef in the HelmRelease, or allow this folder unsigned with SourcePolicyProps.allowing");
    assertThat(
            refusal(
                TenantKinds.with("HelmRepository", "spec.url", "oci://ghcr.io/acme/charts").get(0)))
        .isEmpty();
  }

  private static String refusalOf(String resource, String named, String remedy) {
    return "flux-tenant-signatures-%s: a tenant's source must demand a signature that the fleet wants below 'oci://ghcr.io/acme/', got '%s' in 'web'; %s [%s]"
        .formatted(resource, named, remedy, OWN);
  }

  private static KubernetesObject artifact(String url, Map<String, Object> verify) {
    return TenantKinds.object(
        "OCIRepository", Ordered.map("interval", "1h", "url", url, "verify", verify));
  }

  private static KubernetesObject unverified(String url) {
    KubernetesObject object = artifact(url, own());
    Map<String, Object> body = new LinkedHashMap<>(object.body());
    Map<Object, Object> spec = new LinkedHashMap<>((Map<?, ?>) object.body().get("spec"));
    spec.remove("verify");
    body.put("spec", spec);
    return new KubernetesObject(object.apiVersion(), object.kind(), object.metadata(), body);
  }

  private static Map<String, Object> own() {
    return identity(Tenancy.SIGNER.issuer(), Tenancy.SIGNER.subject());
  }

  private static Map<String, Object> identity(String issuer, String subject) {
    return Ordered.map(
        "provider",
        "cosign",
        "matchOIDCIdentity",
        List.of(Ordered.map("issuer", issuer, "subject", subject)));
  }

  private static Map<String, Object> verify(String yaml) {
    return TenantKinds.parse(yaml);
  }

  private static Map<String, Object> with(Map<String, Object> verify, String field, Object value) {
    verify.put(field, value);
    return verify;
  }

  private static String refusal(KubernetesObject object) {
    return Tenancy.of(Tenancy.ACCESS).refusal(object).orElse("");
  }
}
