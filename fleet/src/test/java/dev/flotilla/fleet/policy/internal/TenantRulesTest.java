package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each rule says to a tenant, by CEL itself; SourcePolicyE2E asks an API server the rest. */
class TenantRulesTest {
  private static final SourcePolicyProps ACME =
      SourcePolicyProps.of(
              "https://github.com/acme/",
              "ssh://git@github.com/acme/",
              "oci://ghcr.io/acme/",
              "oci://registry.acme.example:5000/")
          .allowing(new AllowedBucket("minio.acme.example:9000", "fleet"))
          .allowing(new AllowedBucket("storage.googleapis.com", "acme"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/web",
        "https://github.com/acme/web.git",
        "https://github.com/acme/.github",
        "https://github.com/acme/group/sub~group/web/",
        "https://github.com/acme",
        "ssh://git@github.com/acme/web",
        "oci://ghcr.io/acme/web",
        "oci://ghcr.io/acme/a..b",
        "oci://ghcr.io/acme/charts/",
        "oci://registry.acme.example:5000/any/thing"
      })
  void sourceBelowAPrefixIsAllowed(String url) {
    assertThat(refusalOf("flux-tenant-sources", spec("url", url))).isEmpty();
    assertThat(refusalOf("flux-tenant-helmrepositories", spec("url", url))).isEmpty();
    assertThat(declared("OCIRepository", spec("url", url))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "oci://ghcr.io/evil/web",
        "oci://ghcr.io/acme-evil/web",
        "oci://ghcr.io.evil.test/acme/web",
        "oci://evil.test/ghcr.io/acme/web",
        "oci://ghcr.io:5000/acme/web",
        "oci://GHCR.IO/acme/web",
        "oci://ghcr.io/ACME/web",
        "OCI://ghcr.io/acme/web",
        "https://ghcr.io/acme/web",
        "oci://ghcr.io@evil.test/acme/web",
        "oci://user:password@ghcr.io/acme/web",
        "https://github.com:443@evil.test/acme/web",
        "https://github.com\\@evil.test/acme/web",
        "https://github.com/acme/\\@evil.test/web",
        "http://github.com/acme/web",
        "oci://registry.acme.example/any/thing",
        "oci://registry.acme.example:50000/any/thing",
        "https://github.com/acme/../evil/web",
        "https://github.com/acme/..",
        "https://github.com/acme/web/../../evil/web",
        "https://github.com/acme/./../evil/web",
        "https://github.com/acme/%2e%2e/evil/web",
        "https://github.com/acme/..%2fevil/web",
        "https://github.com/%61cme/web",
        "https://github.com/acme//evil",
        "https://github.com/acme/web?a=/../evil",
        "https://github.com/acme/web#/../evil",
        " oci://ghcr.io/acme/web",
        "oci://ghcr.io/acme/web ",
        "oci://ghcr.io/ac me/web",
        "oci://ghcr.io/acme/web\noci://evil.test/",
        "oci://ghcr.io/acme/web:v1",
        "oci://ghcr.io/acme/wéb"
      })
  void sourceElsewhereIsRefused(String url) {
    String refusal =
        "a tenant's source must be one that the fleet allows, got '"
            + url
            + "'; name a plain URL below [https://github.com/acme/, ssh://git@github.com/acme/, oci://ghcr.io/acme/, oci://registry.acme.example:5000/]";

    assertThat(refusalOf("flux-tenant-sources", spec("url", url))).contains(refusal);
    assertThat(refusalOf("flux-tenant-helmrepositories", spec("url", url))).contains(refusal);
    assertThat(declared("OCIRepository", spec("url", url))).isPresent();
  }

  /** As when the ConfigMap was edited and has an empty line. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "oci://ghcr.io/acme/\n\n"})
  void emptyPrefixAllowsNothing(String sources) {
    Map<String, Object> request = Admission.create(ACME, spec("url", "oci://evil.test/web"));
    request.put("params", Ordered.map("data", Ordered.map("sources", sources)));

    assertThat(Cel.refusal(Admission.policy(ACME, "flux-tenant-sources"), request)).isPresent();
  }

  @Test
  void overlappingPrefixesAllowWhatBothAllow() {
    Map<String, Object> request = Admission.create(ACME, spec("url", "oci://ghcr.io/acme/web"));
    request.put(
        "params",
        Ordered.map("data", Ordered.map("sources", "oci://ghcr.io/\noci://ghcr.io/acme/")));

    assertThat(Cel.refusal(Admission.policy(ACME, "flux-tenant-sources"), request)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux-tenant-sources", "flux-tenant-buckets"})
  void ownProxyIsRefused(String rule) {
    Map<String, Object> spec = bucket("generic", "minio.acme.example:9000", "fleet");
    spec.put("url", "oci://ghcr.io/acme/web");
    assertThat(refusalOf(rule, spec)).isEmpty();

    spec.put("proxySecretRef", Ordered.map("name", "evil"));

    assertThat(refusalOf(rule, spec))
        .contains(
            "a tenant's source must not have a proxy of its own, got spec.proxySecretRef 'evil'; drop it");
  }

  @ParameterizedTest
  @CsvSource({
    "generic, minio.acme.example:9000, fleet",
    "azure, minio.acme.example:9000, fleet",
    "gcp, storage.googleapis.com, acme"
  })
  void bucketOnTheListIsAllowed(String provider, String endpoint, String name) {
    assertThat(refusalOf("flux-tenant-buckets", bucket(provider, endpoint, name))).isEmpty();
    assertThat(declared("Bucket", bucket(provider, endpoint, name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "generic, minio.acme.example:9000, other, minio.acme.example:9000/other",
    "generic, minio.acme.example:9000, fleet/../other, minio.acme.example:9000/fleet/../other",
    "generic, minio.acme.example, fleet, minio.acme.example/fleet",
    "generic, MINIO.acme.example:9000, fleet, MINIO.acme.example:9000/fleet",
    "generic, evil.test/minio.acme.example:9000, fleet, evil.test/minio.acme.example:9000/fleet",
    "generic, https://minio.acme.example:9000, fleet, https://minio.acme.example:9000/fleet",
    "gcp, minio.acme.example:9000, fleet, storage.googleapis.com/fleet"
  })
  void anotherBucketIsRefused(String provider, String endpoint, String name, String address) {
    Map<String, Object> spec = bucket(provider, endpoint, name);

    assertThat(refusalOf("flux-tenant-buckets", spec))
        .contains(
            "a tenant's bucket must be one that the fleet allows, got '"
                + address
                + "'; name one of [minio.acme.example:9000/fleet, storage.googleapis.com/acme]");
    assertThat(declared("Bucket", spec))
        .contains(
            "a tenant's source must be one that the fleet allows, got '"
                + address
                + "' in Bucket 'frontend/web'; allow it in the fleet's source policy, which has [minio.acme.example:9000/fleet, storage.googleapis.com/acme]");
  }

  @Test
  void bucketIsRefusedWhenNoneIsAllowed() {
    SourcePolicyProps none = SourcePolicyProps.of("oci://ghcr.io/acme/");
    Map<String, Object> request = Admission.create(none, bucket("generic", "", ""));

    assertThat(Cel.refusal(Admission.policy(none, "flux-tenant-buckets"), request))
        .contains("a tenant's bucket must be one that the fleet allows, got '/'; name one of []");
  }

  @ParameterizedTest
  @ValueSource(strings = {"podinfo", "./charts/podinfo", "charts/a..b", "..a", "a.."})
  void chartInsideItsSourceIsAllowed(String chart) {
    assertThat(refusalOf("flux-tenant-helmcharts", spec("chart", chart))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../evil/chart", "../../evil/chart", "a/../../../evil", "a/.."})
  void chartOutsideItsSourceIsRefused(String chart) {
    assertThat(refusalOf("flux-tenant-helmcharts", spec("chart", chart)))
        .contains(
            "a tenant's chart must be inside its source, got '"
                + chart
                + "'; name it without '..'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source-controller", "source-watcher"})
  void refusesAnArtifactThatFluxHasNotCreated(String controller) {
    KubernetesObject policy = Admission.policy(ACME, "flux-tenant-artifacts");
    Map<String, Object> request = Admission.create(ACME, Ordered.map());
    assertThat(Cel.refusal(policy, request))
        .contains(
            "a tenant's artifact must be created by Flux itself, got one from 'system:serviceaccount:frontend:flux'; use a source or an ArtifactGenerator");

    String flux = "system:serviceaccount:flux-system:" + controller;
    assertThat(Cel.refusal(policy, Admission.from(flux, request))).isEmpty();
    String fake = "system:serviceaccount:frontend:" + controller;
    assertThat(Cel.refusal(policy, Admission.from(fake, request))).isPresent();
  }

  @Test
  void kubeConfigIsRefused() {
    assertThat(refusalOf("flux-tenant-kubeconfigs", spec("path", "./"))).isEmpty();
    assertThat(refusalOf("flux-tenant-kubeconfigs", spec("kubeConfig", Ordered.map())))
        .contains("a tenant must deploy to its own cluster, got spec.kubeConfig in 'web'; drop it");
  }

  @Test
  void existingObjectMayStayAndBeDeletedButNotChanged() {
    KubernetesObject policy = Admission.policy(ACME, "flux-tenant-sources");
    Map<String, Object> allowed = spec("url", "oci://ghcr.io/acme/web");
    Map<String, Object> refused = spec("url", "oci://evil.test/web");

    assertThat(Cel.refusal(policy, Admission.update(ACME, refused, refused))).isEmpty();
    assertThat(Cel.refusal(policy, Admission.update(ACME, allowed, refused))).isPresent();
  }

  @Test
  void refusesAnObjectWithoutASpecButNotItsLabels() {
    KubernetesObject policy = Admission.policy(ACME, "flux-tenant-sources");
    Map<String, Object> bare = Ordered.map("metadata", Ordered.map("name", "web"));
    Map<String, Object> refused = spec("url", "oci://evil.test/web");
    String refusal = "a tenant's GitRepository must have a spec, got none in 'web'; write one";

    Map<String, Object> created = Admission.create(ACME, refused);
    created.put("object", bare);
    assertThat(Cel.refusal(policy, created)).contains(refusal);

    Map<String, Object> emptied = Admission.update(ACME, refused, refused);
    emptied.put("object", bare);
    assertThat(Cel.refusal(policy, emptied)).contains(refusal);
    emptied.put("oldObject", bare);
    assertThat(Cel.refusal(policy, emptied)).isEmpty();

    Map<String, Object> filled = Admission.update(ACME, refused, refused);
    filled.put("oldObject", bare);
    assertThat(Cel.refusal(policy, filled)).isPresent();
  }

  @Test
  void excludedAccountMayDoEverything() {
    KubernetesObject policy =
        Admission.policy(ACME.excluding("sync", "a").excluding("sync", "b"), "flux-tenant-sources");
    Map<String, Object> request = Admission.create(ACME, spec("url", "oci://evil.test/web"));

    assertThat(Cel.refusal(policy, request)).isPresent();
    assertThat(Cel.refusal(policy, Admission.from("system:serviceaccount:sync:b", request)))
        .isEmpty();
  }

  @Test
  void refusesAProxyOfASourceAtSynthAsOnTheCluster() {
    Map<String, Object> spec = spec("url", "oci://ghcr.io/acme/web");
    spec.put("proxySecretRef", Ordered.map("name", "proxy"));

    assertThat(refusalOf("flux-tenant-sources", spec).orElseThrow())
        .isEqualTo(
            "a tenant's source must not have a proxy of its own, got spec.proxySecretRef 'proxy'; drop it");
    assertThat(declared("OCIRepository", spec))
        .contains(
            "a tenant's source must not have a proxy of its own, got 'spec.proxySecretRef' in OCIRepository 'frontend/web'; drop it, the proxy of FluxSettings.egress holds for all");
  }

  private static Optional<String> refusalOf(String rule, Map<String, Object> spec) {
    return Cel.refusal(Admission.policy(ACME, rule), Admission.create(ACME, spec));
  }

  /** Returns what is said at synth against the same source. */
  private static Optional<String> declared(String kind, Map<String, Object> spec) {
    KubernetesObject object =
        KubernetesObject.of(
            "source.toolkit.fluxcd.io/v1", kind, "frontend", "web", Ordered.map("spec", spec));
    KubernetesObject namespace =
        KubernetesObject.ofCluster("v1", "Namespace", "frontend", Ordered.map())
            .with(Map.of("toolkit.fluxcd.io/role", "tenant"), Ordered.NONE);
    return new DeclaredSources(ACME, TestCluster.staging()).problem(object, Optional.of(namespace));
  }

  private static Map<String, Object> spec(String field, Object value) {
    return Ordered.map(field, value);
  }

  private static Map<String, Object> bucket(String provider, String endpoint, String name) {
    return Ordered.map("provider", provider, "endpoint", endpoint, "bucketName", name);
  }
}
