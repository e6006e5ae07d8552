package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of Flux on a cluster: a fleet with one tenant, {@code backend}, all of it Ready. */
final class TestFleet implements ObjectView {
  static final String FLEET = "latest@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  static final String BACKEND = "v1.2.0@sha256:00112233445566778899aabbccddeeff";

  private final Map<String, FluxObject> objects = new LinkedHashMap<>();
  private final Map<String, List<GenericKubernetesResource>> events = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();

  public TestFleet() {
    source("flux-system", "flux-system", FLEET, "matchOIDCIdentity: [%s]".formatted(identity()));
    kustomization(
        "flux-system",
        "flux-system",
        FLEET,
        "flux-system_tenants_kustomize.toolkit.fluxcd.io_Kustomization",
        "flux-system_flux-runtime-info__ConfigMap");
    kustomization(
        "flux-system", "tenants", FLEET, "flux-system_backend_fluxcd.controlplane.io_ResourceSet");
    put(
        "fluxcd.controlplane.io",
        "ResourceSet",
        "flux-system",
        "backend",
        "spec: {}",
        "inventory: {entries: [{id: _backend__Namespace, v: v1}, {id: backend_apps_source.toolkit.fluxcd.io_OCIRepository, v: v1}, {id: backend_apps_kustomize.toolkit.fluxcd.io_Kustomization, v: v1}]}",
        "True",
        "ReconciliationSucceeded",
        "done");
    source("backend", "apps", BACKEND, "secretRef: {name: cosign-key}");
    kustomization("backend", "apps", BACKEND);
  }

  public Delivery look() {
    return deliveries().of("flux-system");
  }

  Deliveries deliveries() {
    return new Deliveries(this);
  }

  @Override
  public Optional<FluxObject> apply(ObjectId id) {
    if (refusals.containsKey(id.kind())) {
      throw new Failure(refusals.get(id.kind()));
    }
    return Optional.ofNullable(objects.get(id.toString()));
  }

  @Override
  public Optional<ObjectEvent> newestEvent(ObjectId id) {
    return ObjectEvent.newest(events.getOrDefault(id.toString(), List.of()));
  }

  /** Puts an event of today at a time such as {@code 12:00}, after those that are there. */
  void putEvent(String object, String time, String type, String reason, String message) {
    events
        .computeIfAbsent(object, id -> new ArrayList<>())
        .add(event(object, time, type, reason, message));
  }

  static GenericKubernetesResource event(
      String object, String time, String type, String reason, String message) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Event
        metadata: {name: e, namespace: backend}
        involvedObject: {kind: %s, name: %s}
        lastTimestamp: '2026-11-29T%s:00Z'
        type: %s
        reason: %s
        message: '%s'
        """
            .formatted(
                object.substring(0, object.indexOf('/')),
                object.substring(object.lastIndexOf('/') + 1),
                time,
                type,
                reason,
                message),
        GenericKubernetesResource.class);
  }

  /** Lets the cluster refuse to list objects of a kind. */
  void refuse(String kind, String message) {
    refusals.put(kind, message);
  }

  void clear() {
    objects.clear();
  }

  void remove(String id) {
    objects.remove(id);
  }

  public void assertObstacles(String... obstacles) {
    Delivery fleet = look();

    assertThat(fleet.isReady()).isFalse();
    assertThat(fleet.all().flatMap(delivery -> delivery.obstacles().stream()))
        .extracting(Obstacle::toString)
        .containsExactly(obstacles);
    assertThat(Delivery.summary(List.of(fleet))).contains(" ready, not yet ");
  }

  /** Puts a ResourceSet whose controller has written its condition, and nothing else yet. */
  void setWithoutInventory(String name) {
    put(
        "fluxcd.controlplane.io",
        "ResourceSet",
        "flux-system",
        name,
        "spec: {}",
        "lastHandledReconcileAt: ''",
        "True",
        "ReconciliationSucceeded",
        "done");
  }

  private void source(String namespace, String name, String revision, String verify) {
    put(
        "source.toolkit.fluxcd.io",
        "OCIRepository",
        namespace,
        name,
        "spec: {verify: {provider: cosign, %s}}".formatted(verify),
        "artifact: {revision: '%s', metadata: {org.opencontainers.image.revision: 'main@sha1:206517c2'}}"
            .formatted(revision),
        "True",
        "Succeeded",
        "stored");
  }

  void kustomization(String namespace, String name, String revision, String... inventory) {
    String entries =
        String.join(", ", Stream.of(inventory).map("{id: %s, v: v1}"::formatted).toList());
    put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        namespace,
        name,
        "spec: {sourceRef: {kind: OCIRepository, name: %s, namespace: %s}}"
            .formatted(name.equals("tenants") ? "flux-system" : name, namespace),
        "lastAppliedRevision: '%s'\n  inventory: {entries: [%s]}".formatted(revision, entries),
        "True",
        "Succeeded",
        "applied");
  }

  /** Puts the Kustomization of the tenant, which waits for what it has applied. */
  void kustomizationWaitsFor(String... inventory) {
    String entries =
        String.join(
            ", ",
            Stream.of(inventory)
                .map(id -> "{id: %s, v: %s}".formatted(id, id.endsWith("Release") ? "v2" : "v1"))
                .toList());
    put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        "backend",
        "apps",
        "spec: {sourceRef: {kind: OCIRepository, name: apps}}",
        "lastAppliedRevision: '%s'\n  inventory: {entries: [%s]}".formatted(BACKEND, entries),
        "False",
        "HealthCheckFailed",
        "timeout waiting for: [Deployment/backend/web status: 'InProgress']");
  }

  public void put(
      String group,
      String kind,
      String namespace,
      String name,
      String spec,
      String status,
      String ready,
      String reason,
      String message) {
    FluxObject object =
        object(
            group,
            kind,
            namespace,
            name,
            """
            %s
            status:
              %s
              conditions:
              - {type: Ready, status: "%s", reason: %s, message: "%s", observedGeneration: 2}
            """
                .formatted(spec, status, ready, reason, message));
    put(object);
  }

  /** Puts an object of generation 2. */
  void putObject(String group, String kind, String namespace, String name, String rest) {
    put(object(group, kind, namespace, name, rest));
  }

  private void put(FluxObject object) {
    objects.put(object.id().toString(), object);
  }

  /** Puts the source of the tenant. */
  void putBackendSource(String rest, Map<String, String> annotations) {
    put(object("source.toolkit.fluxcd.io", "OCIRepository", "backend", "apps", rest, annotations));
  }

  void putBackendSource(String rest) {
    putBackendSource(rest, Map.of());
  }

  /** Puts the source of the tenant, with what its condition Ready says. */
  public void putBackendSource(
      String spec, String status, String ready, String reason, String message) {
    put(
        "source.toolkit.fluxcd.io",
        "OCIRepository",
        "backend",
        "apps",
        spec,
        status,
        ready,
        reason,
        message);
  }

  /** An object of generation 2. */
  private static FluxObject object(
      String group, String kind, String namespace, String name, String rest) {
    return object(group, kind, namespace, name, rest, Map.of());
  }

  private static FluxObject object(
      String group,
      String kind,
      String namespace,
      String name,
      String rest,
      Map<String, String> annotations) {
    GenericKubernetesResource object =
        Serialization.unmarshal(
            """
            apiVersion: %s/v1
            kind: %s
            metadata: {name: %s, namespace: %s, generation: 2}
            %s
            """
                .formatted(group, kind, name, namespace, rest),
            GenericKubernetesResource.class);
    object.getMetadata().setAnnotations(annotations);
    return new FluxObject(new ObjectId(group, "v1", kind, namespace, name), object);
  }

  private static String identity() {
    return "{issuer: '^https://token\\.actions\\.githubusercontent\\.com$', subject: '^https://github\\.com/acme/fleet/\\.github/workflows/push-artifact\\.yaml@refs/heads/main$'}";
  }
}
