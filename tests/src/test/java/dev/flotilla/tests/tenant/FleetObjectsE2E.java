package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.flux.TenantAccount;
import dev.flotilla.tests.harness.process.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant does, with a token of its own, to what the fleet has made for it. */
@Tag("north")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetObjectsE2E {
  private static final String OWNER = "resourceset.fluxcd.controlplane.io/namespace";
  private static final String DEFAULT_DENY =
      "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: default-deny, namespace: web}}";
  private static final String SOURCE =
      "{apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: {name: apps, namespace: web}}";

  private final TenantCluster cluster;
  private final KubernetesClient admin;
  private final KubernetesClient tenant;

  FleetObjectsE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
    this.admin = cluster.client();
    this.tenant = TenantAccount.of(admin, "web");
  }

  @AfterAll
  void close() {
    tenant.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DEFAULT_DENY,
        SOURCE,
        "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: apps, namespace: web}}",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: flux-runtime-info, namespace: web}}",
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: flux, namespace: web}}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: flux, namespace: web}}"
      })
  void tenantMayNotDeleteOrUnlabelThem(String yaml) {
    GenericKubernetesResource object = parse(yaml);
    String uid = admin.resource(object).get().getMetadata().getUid();

    assertRefused(object, "DELETE", () -> tenant.resource(object).delete());
    assertRefused(
        object,
        "UPDATE",
        () -> patch(tenant, yaml, "{\"metadata\":{\"labels\":{\"" + OWNER + "\":null}}}"));

    GenericKubernetesResource left = admin.resource(object).get();
    assertThat(left.getMetadata().getUid()).isEqualTo(uid);
    assertThat(left.getMetadata().getDeletionTimestamp()).isNull();
    assertThat(left.getMetadata().getLabels()).containsEntry(OWNER, "flux-system");
  }

  @Test
  void tenantMayNotRedirectItsSourceOrWriteItsStatus() {
    assertRefused(
        parse(SOURCE), "UPDATE", () -> patch(tenant, SOURCE, "{\"spec\":{\"suspend\":true}}"));
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                tenant
                    .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "OCIRepository")
                    .inNamespace("web")
                    .withName("apps")
                    .subresource("status")
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"observedGeneration\":99}}"))
        .withMessageContaining("denied request");
  }

  @Test
  void tenantMayNotForgeTheLabelButMayHaveItsOwnObjects() {
    String forged =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: forged, namespace: web, labels: {"
            + OWNER
            + ": flux-system}}}";
    String own = "{apiVersion: v1, kind: ConfigMap, metadata: {name: own, namespace: web}}";

    assertRefused(parse(forged), "CREATE", () -> tenant.resource(parse(forged)).create());

    tenant.resource(parse(own)).create();
    assertRefused(
        parse(own),
        "UPDATE",
        () ->
            patch(tenant, own, "{\"metadata\":{\"labels\":{\"" + OWNER + "\":\"flux-system\"}}}"));
    patch(tenant, own, "{\"metadata\":{\"labels\":{\"app\":\"web\"}}}");
    tenant.resource(parse(own)).delete();
    assertThat(admin.resource(parse(own)).get()).isNull();
  }

  /**
   * A controller writes the status as itself; the fleet's ResourceSet is applied as the operator.
   */
  @Test
  void tenantMayRequestAReconciliationAndThePlatformMaySuspend() {
    FluxObject.source(tenant, "web", "apps").reconcile();
    FluxObject.kustomization(tenant, "web", "apps").reconcile();
    cluster.tenant("web").awaitReady();

    patch(admin, SOURCE, "{\"spec\":{\"suspend\":true}}");
    FluxObject.resourceSet(admin, "web").reconcile();
    patch(admin, SOURCE, "{\"spec\":{\"suspend\":false}}");
    FluxObject.source(admin, "web", "apps").reconcile();
    FluxObject.resourceSet(admin, "web").awaitReady();
  }

  @Test
  void tenantMayOpenItsNetworkOnlyToItself() {
    String open = policy("open", "ingress: [{}]");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> tenant.resource(parse(open)).create())
        .extracting(refusal -> refusal.getStatus().getMessage())
        .asString()
        .endsWith(
            "denied request: a tenant's NetworkPolicy must open ingress to its own pods or to what the fleet grants, got more in 'open'; set networkPolicy.enabled=false in the chart's values, or networkPolicy.allowExternal=false and networkPolicy.allowExternalEgress=false, or have the fleet's NetworkAccess grant it; granted are [ingress tenant/web, ingress namespace/web, ingress namespace/web-jobs]");
    assertThat(admin.resource(parse(open)).get()).isNull();

    String own = policy("own", "ingress: [{from: [{podSelector: {}}], ports: [{port: 6379}]}]");
    tenant.resource(parse(own)).create();
    tenant.resource(parse(own)).delete();
  }

  @Test
  void apiServerTypeChecksEveryPolicy() {
    List<String> names =
        admin.admissionRegistration().v1().validatingAdmissionPolicies().list().getItems().stream()
            .map(policy -> policy.getMetadata().getName())
            .filter(name -> name.startsWith("flux-tenant-"))
            .toList();
    assertThat(names).contains("flux-tenant-fleetobjects", "flux-tenant-networkpolicies");
    for (String name : names) {
      Waiting.await().until(() -> policy(name).get("status", "typeChecking") != null);
      assertThat(policy(name).<Object>get("status", "typeChecking", "expressionWarnings"))
          .as(name)
          .isNull();
    }
  }

  private GenericKubernetesResource policy(String name) {
    return admin
        .genericKubernetesResources("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy")
        .withName(name)
        .get();
  }

  private static String policy(String name, String rules) {
    return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: %s, namespace: web}, spec: {podSelector: {}, %s}}"
        .formatted(name, rules);
  }

  private static void assertRefused(
      GenericKubernetesResource object, String operation, Runnable action) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(action::run)
        .extracting(refusal -> refusal.getStatus().getMessage())
        .asString()
        .endsWith(
            "ValidatingAdmissionPolicy 'flux-tenant-fleetobjects' with binding 'flux-tenant-fleetobjects' denied request: what the fleet has created for a tenant must be changed in the fleet, got %s of %s '%s' by 'system:serviceaccount:web:flux'; ask the platform team, or use another name without the label %s"
                .formatted(operation, object.getKind(), object.getMetadata().getName(), OWNER));
  }

  private static void patch(KubernetesClient client, String yaml, String patch) {
    client.resource(parse(yaml)).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static GenericKubernetesResource parse(String yaml) {
    // Without it, what begins with a brace is read as JSON.
    return Manifest.parse("---\n" + yaml);
  }
}
