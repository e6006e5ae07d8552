package dev.flotilla.tests.harness.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.process.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An object that Flux reconciles, and what it says of itself. */
public final class FluxObject {
  private final Resource<GenericKubernetesResource> resource;

  private FluxObject(
      KubernetesClient client, String apiVersion, String kind, String namespace, String name) {
    this.resource =
        client.genericKubernetesResources(apiVersion, kind).inNamespace(namespace).withName(name);
  }

  public static FluxObject source(KubernetesClient client, String namespace, String name) {
    return new FluxObject(client, "source.toolkit.fluxcd.io/v1", "OCIRepository", namespace, name);
  }

  public static FluxObject gitRepository(KubernetesClient client, String namespace, String name) {
    return new FluxObject(client, "source.toolkit.fluxcd.io/v1", "GitRepository", namespace, name);
  }

  public static FluxObject kustomization(KubernetesClient client, String namespace, String name) {
    return new FluxObject(
        client, "kustomize.toolkit.fluxcd.io/v1", "Kustomization", namespace, name);
  }

  public static FluxObject release(KubernetesClient client, String namespace, String name) {
    return new FluxObject(client, "helm.toolkit.fluxcd.io/v2", "HelmRelease", namespace, name);
  }

  public static FluxObject imageRepository(KubernetesClient client, String namespace, String name) {
    return new FluxObject(client, "image.toolkit.fluxcd.io/v1", "ImageRepository", namespace, name);
  }

  public static FluxObject resourceSet(KubernetesClient client, String name) {
    return new FluxObject(client, "fluxcd.controlplane.io/v1", "ResourceSet", Flux.NAMESPACE, name);
  }

  public boolean exists() {
    return resource.get() != null;
  }

  /** Returns {@code True}, or {@code False: <reason>: <message>}; empty if it says nothing yet. */
  public String ready() {
    GenericKubernetesResource object = resource.get();
    List<Map<String, Object>> conditions =
        object == null ? null : object.get("status", "conditions");
    if (conditions == null) {
      return "";
    }
    return conditions.stream()
        .filter(condition -> "Ready".equals(condition.get("type")))
        .map(FluxObject::summary)
        .findFirst()
        .orElse("");
  }

  private static String summary(Map<String, Object> condition) {
    Object status = condition.get("status");
    return status.equals("True")
        ? "True"
        : status + ": " + condition.get("reason") + ": " + condition.get("message");
  }

  /** Returns the revision that it last applied. */
  public String revision() {
    return Objects.requireNonNull(resource.get().get("status", "lastAppliedRevision"));
  }

  /** Lets Flux look at it now, and waits until it has. */
  public void reconcile() {
    String token = UUID.randomUUID().toString();
    resource.patch(
        PatchContext.of(PatchType.JSON_MERGE),
        "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
            .formatted(token));
    Waiting.await()
        .until(() -> token.equals(resource.get().get("status", "lastHandledReconcileAt")));
  }

  /** Returns a field of its {@code spec}, empty if it has none. */
  public String spec(String field) {
    return Objects.toString(resource.get().get("spec", field), "");
  }

  /** Deletes it, and waits until its controller has let it go. */
  public void delete() {
    resource.delete();
    Waiting.await().until(() -> !exists());
  }

  public void awaitReady() {
    Waiting.await().untilAsserted(() -> assertThat(ready()).isEqualTo("True"));
  }

  public void awaitNotReady() {
    Waiting.await().untilAsserted(() -> assertThat(ready()).startsWith("False"));
  }

  /** Waits until the artifact of that digest is applied, and all of it Ready. */
  public void awaitApplied(String digest) {
    Waiting.await()
        .untilAsserted(
            () -> {
              assertThat(ready()).isEqualTo("True");
              // Null where it has been created anew since.
              String applied = resource.get().get("status", "lastAppliedRevision");
              assertThat(applied).endsWith("@" + digest);
            });
  }
}
