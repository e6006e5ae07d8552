package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changes what the fleet has made, by CEL itself; FleetObjectsE2E asks a cluster. */
class FleetObjectRulesTest {
  private static final SourcePolicyProps ACME = SourcePolicyProps.of("oci://ghcr.io/acme/");
  private static final String TENANT = "system:serviceaccount:web:flux";
  private static final Map<String, Object> NONE = Map.of();
  private static final Map<String, Object> OWNED =
      Map.of("resourceset.fluxcd.controlplane.io/namespace", "flux-system");
  private static final Map<String, Object> MARKED =
      Map.of(
          "resourceset.fluxcd.controlplane.io/namespace",
          "flux-system",
          "toolkit.fluxcd.io/role",
          "tenant");

  @ParameterizedTest
  @ValueSource(strings = {"CREATE", "UPDATE", "DELETE"})
  void tenantMayNotChangeObjectsOfTheFleet(String operation) {
    assertThat(refusal(request(operation, TENANT, object(OWNED, "a"), object(OWNED, "b"))))
        .contains(
            "what the fleet has created for a tenant must be changed in the fleet, got "
                + operation
                + " of OCIRepository 'apps' by 'system:serviceaccount:web:flux'; ask the platform team, or use another name without the label resourceset.fluxcd.controlplane.io/namespace");
  }

  @Test
  void tenantMayNotRemoveOrForgeTheLabel() {
    assertThat(refusal(request("UPDATE", TENANT, object(OWNED, "a"), object(NONE, "a"))))
        .isPresent();
    assertThat(refusal(request("UPDATE", TENANT, object(NONE, "a"), object(OWNED, "a"))))
        .isPresent();
    assertThat(refusal(request("CREATE", TENANT, object(NONE, "a"), object(OWNED, "a"))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE", "UPDATE", "DELETE"})
  void tenantMayChangeItsOwnObjects(String operation) {
    Map<String, Object> others =
        Map.of("resourceset.fluxcd.controlplane.io/namespace", "web", "app", "web");

    assertThat(refusal(request(operation, TENANT, object(NONE, "a"), object(NONE, "b")))).isEmpty();
    assertThat(refusal(request(operation, TENANT, object(others, "a"), object(others, "b"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE", "UPDATE", "DELETE"})
  void userWhoMayUpdateTheFluxInstanceMayChangeEveryObject(String operation) {
    Map<String, Object> request =
        request(operation, "admin", object(OWNED, "a"), object(NONE, "b"));
    request.put("authorizer", true);

    assertThat(refusal(request)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:serviceaccount:kube-system:namespace-controller",
        "system:serviceaccount:kube-system:generic-garbage-collector",
        "system:serviceaccount:openshift-infra:serviceaccount-pull-secrets-controller",
        "system:kube-controller-manager",
        "system:node:worker-1"
      })
  void controllersOfKubernetesMayChangeEveryObject(String user) {
    assertThat(refusal(request("DELETE", user, object(OWNED, "a"), NONE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:serviceaccount:kube-system-evil:a",
        "system:serviceaccount:web:kube-system",
        "system:apiserver-evil",
        "kube-admin"
      })
  void accountsWithSimilarNamesMayNotDeleteObjectsOfTheFleet(String user) {
    assertThat(refusal(request("DELETE", user, object(OWNED, "a"), NONE))).isPresent();
  }

  @Test
  void fluxMayWriteEverythingExceptSpecAndLabels() {
    String flux = "system:serviceaccount:flux-system:source-controller";
    Map<String, Object> before = object(OWNED, "a");
    Map<String, Object> after = object(OWNED, "a");
    metadata(after).put("finalizers", List.of("finalizers.fluxcd.io"));
    after.put("status", Map.of("observedGeneration", 1));

    assertThat(refusal(request("UPDATE", flux, before, after))).isEmpty();
    assertThat(refusal(request("UPDATE", flux, before, object(OWNED, "b")))).isPresent();
    assertThat(refusal(request("UPDATE", flux, before, object(NONE, "a")))).isPresent();
    assertThat(refusal(request("DELETE", flux, before, NONE))).isPresent();
    assertThat(refusal(request("UPDATE", TENANT, before, after))).isPresent();
  }

  @Test
  void tenantMayRequestAReconciliation() {
    Map<String, Object> before = object(OWNED, "a");
    Map<String, Object> requested = annotated("reconcile.fluxcd.io/requestedAt");
    assertThat(refusal(request("UPDATE", TENANT, before, requested))).isEmpty();
    assertThat(refusal(request("UPDATE", TENANT, requested, before))).isEmpty();

    Map<String, Object> disowned = annotated("kustomize.toolkit.fluxcd.io/reconcile");
    assertThat(refusal(request("UPDATE", TENANT, before, disowned))).isPresent();
    assertThat(refusal(request("UPDATE", TENANT, disowned, before))).isPresent();

    for (String field : List.of("finalizers", "ownerReferences")) {
      Map<String, Object> other = annotated("reconcile.fluxcd.io/requestedAt");
      metadata(other).put(field, List.of("a"));
      assertThat(refusal(request("UPDATE", TENANT, before, other))).as(field).isPresent();
    }
    Map<String, Object> status = request("UPDATE", TENANT, before, requested);
    described(status).put("subResource", "status");
    assertThat(refusal(status)).isPresent();
    Map<String, Object> other = request("UPDATE", TENANT, before, requested);
    described(other).put("resource", Map.of("group", "", "resource", "configmaps"));
    assertThat(refusal(other)).isPresent();
  }

  @Test
  void marksOfANamespaceMayNotBeRemoved() {
    Map<String, Object> before = object(MARKED, "a");
    Map<String, Object> labelled = new HashMap<>(MARKED);
    labelled.put("team", "web");
    Map<String, Object> annotated = object(MARKED, "a");
    metadata(annotated).put("annotations", Map.of("openshift.io/sa.scc.mcs", "s0"));
    assertThat(namespace("UPDATE", before, object(labelled, "a"))).isEmpty();
    assertThat(namespace("UPDATE", before, annotated)).isEmpty();

    metadata(annotated).put("annotations", Map.of("policy.flotilla.dev/hosts", "*.acme.example"));
    assertThat(namespace("UPDATE", before, annotated)).isPresent();
    assertThat(namespace("UPDATE", annotated, before)).isPresent();
    assertThat(namespace("DELETE", before, NONE)).isPresent();
    assertThat(namespace("UPDATE", before, object(OWNED, "a")))
        .contains(
            "the namespace of a tenant must be changed in the fleet, got UPDATE of 'apps' by 'system:serviceaccount:web:flux'; ask the platform team");
    assertThat(namespace("UPDATE", object(NONE, "a"), object(MARKED, "a"))).isEmpty();
  }

  private static Optional<String> namespace(
      String operation, Map<String, Object> before, Map<String, Object> after) {
    return Cel.refusal(
        Admission.policy(ACME, "flux-tenant-namespaces"),
        request(operation, TENANT, before, after));
  }

  private static Optional<String> refusal(Map<String, Object> request) {
    KubernetesObject policy = Admission.policy(ACME, "flux-tenant-fleetobjects");
    return Cel.refusal(policy, request);
  }

  private static Map<String, Object> request(
      String operation, String user, Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> request = new HashMap<>();
    request.put("oldObject", operation.equals("CREATE") ? null : before);
    request.put("object", operation.equals("DELETE") ? null : after);
    request.put("authorizer", false);
    request.put(
        "request",
        Ordered.map(
            "operation",
            operation,
            "name",
            "apps",
            "kind",
            Map.of("kind", "OCIRepository"),
            "resource",
            Map.of("group", "source.toolkit.fluxcd.io", "resource", "ocirepositories"),
            "userInfo",
            Map.of("username", user)));
    return request;
  }

  private static Map<String, Object> object(Map<String, Object> labels, String url) {
    Map<String, Object> metadata = Ordered.map("name", "apps");
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    return Ordered.map("metadata", metadata, "spec", Map.of("url", url));
  }

  private static Map<String, Object> annotated(String key) {
    Map<String, Object> object = object(OWNED, "a");
    metadata(object).put("annotations", Map.of(key, "now"));
    return object;
  }

  @SuppressWarnings("unchecked") // As object made it.
  private static Map<String, Object> metadata(Map<String, Object> object) {
    return (Map<String, Object>) object.get("metadata");
  }

  @SuppressWarnings("unchecked") // As request made it.
  private static Map<String, Object> described(Map<String, Object> request) {
    return (Map<String, Object>) request.get("request");
  }
}
