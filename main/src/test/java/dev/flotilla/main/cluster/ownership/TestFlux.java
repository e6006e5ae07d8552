package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.SyncTarget;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A cluster that somebody else has brought a Flux onto, as {@code flux bootstrap git} does. */
final class TestFlux implements PruneForecast.LiveObjects {
  static final SyncTarget WANTED =
      new SyncTarget("oci://ghcr.io/acme/fleet", "latest", "clusters/staging");

  private static final String OWNED =
      "labels: {kustomize.toolkit.fluxcd.io/name: %s, kustomize.toolkit.fluxcd.io/namespace: flux-system}";

  private final List<GenericKubernetesResource> flux = new ArrayList<>();
  private final List<GenericKubernetesResource> live = new ArrayList<>();
  private final List<GenericKubernetesResource> deployments = new ArrayList<>();
  private final List<ExistingFlux.Release> releases = new ArrayList<>();

  /** The Git repository, what syncs it, and what that has applied: itself, too. */
  static TestFlux bootstrapped() {
    TestFlux cluster = new TestFlux();
    cluster.git("flux-system", "ssh://git@github.com/acme/old-fleet");
    cluster.kustomization(
        "flux-system",
        "prune: true, path: ./clusters/my-cluster",
        "_flux-system__Namespace",
        "_shop__Namespace",
        "shop_orders__ConfigMap",
        "flux-system_flux-system_source.toolkit.fluxcd.io_GitRepository",
        "flux-system_flux-system_kustomize.toolkit.fluxcd.io_Kustomization",
        "flux-system_source-controller_apps_Deployment");
    cluster.owned("flux-system", "v1", "Namespace", "", "flux-system", "");
    cluster.owned("flux-system", "v1", "Namespace", "", "shop", "");
    cluster.owned("flux-system", "v1", "ConfigMap", "shop", "orders", "");
    cluster.owned(
        "flux-system",
        "apps/v1",
        "Deployment",
        "flux-system",
        "source-controller",
        "app.kubernetes.io/part-of: flux");
    cluster.live("v1", "PersistentVolumeClaim", "shop", "database", "");
    cluster.deployment("flux-system", "source-controller");
    return cluster;
  }

  ExistingFlux existing() {
    return new ExistingFlux(flux, deployments, releases);
  }

  ForeignFlux foreign() {
    return new ForeignFlux(existing(), WANTED);
  }

  List<ObjectId> pruned() {
    ForeignFlux foreign = foreign();
    return new PruneForecast(this, foreign::applier).of(foreign.sync().orElseThrow());
  }

  void git(String name, String url) {
    source("GitRepository", name, "url: '" + url + "'");
  }

  void source(String kind, String name, String spec) {
    String owned = OWNED.formatted("flux-system");
    flux("source.toolkit.fluxcd.io/v1", kind, name, owned, spec, List.of());
  }

  void kustomization(String name, String spec, String... inventory) {
    flux(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        name,
        OWNED.formatted("flux-system"),
        "sourceRef: {kind: GitRepository, name: flux-system}, " + spec,
        List.of(inventory));
  }

  /** Puts an object of Flux into flux-system, in place of one of its name. */
  void flux(
      String apiVersion,
      String kind,
      String name,
      String metadata,
      String spec,
      List<String> inventory) {
    String entries =
        String.join(", ", inventory.stream().map("{id: %s, v: v1}"::formatted).toList());
    GenericKubernetesResource object =
        object(
            """
            apiVersion: %s
            kind: %s
            metadata: {name: %s, namespace: flux-system, %s}
            spec: {%s}
            status: {inventory: {entries: [%s]}}
            """
                .formatted(apiVersion, kind, name, metadata, spec, entries));
    flux.removeIf(old -> ObjectId.of(old).toString().equals(ObjectId.of(object).toString()));
    flux.add(object);
    live.removeIf(old -> ObjectId.of(old).toString().equals(ObjectId.of(object).toString()));
    live.add(object);
  }

  void owned(
      String kustomization,
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String moreMetadata) {
    live(
        apiVersion,
        kind,
        namespace,
        name,
        OWNED.formatted(kustomization).replace("}", ", " + moreMetadata + "}"));
  }

  void live(String apiVersion, String kind, String namespace, String name, String metadata) {
    live.add(
        object(
            "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: '%s', %s}"
                .formatted(apiVersion, kind, name, namespace, metadata)));
  }

  void deployment(String namespace, String name) {
    deployments.add(
        object(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s, namespace: %s}"
                .formatted(name, namespace)));
  }

  void release(String namespace, String name) {
    releases.add(
        new ExistingFlux.Release(
            namespace, name, new ObjectId("apps", "v1", "Deployment", namespace, "flux-operator")));
  }

  private static GenericKubernetesResource object(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }

  /** The cluster knows every kind but {@code Unknown}. */
  @Override
  public Optional<List<GenericKubernetesResource>> labelled(
      ObjectId kind, SortedMap<String, String> labels) {
    return kind.kind().equals("Unknown")
        ? Optional.empty()
        : Optional.of(
            live.stream()
                .filter(object -> object.getKind().equals(kind.kind()))
                .filter(object -> has(object, labels))
                .toList());
  }

  private static boolean has(GenericKubernetesResource object, Map<String, String> labels) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .orElse(Map.of())
        .entrySet()
        .containsAll(labels.entrySet());
  }

  @Override
  public List<ObjectId> contents(String namespace) {
    return live.stream()
        .map(ObjectId::of)
        .filter(id -> id.namespace().equals(namespace))
        .filter(id -> Stream.of("Deployment", "PersistentVolumeClaim").anyMatch(id.kind()::equals))
        .toList();
  }
}
