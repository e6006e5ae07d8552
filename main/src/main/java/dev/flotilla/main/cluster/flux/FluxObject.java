package dev.flotilla.main.cluster.flux;

import dev.flotilla.main.cluster.ObjectId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object that a controller of Flux reconciles: a source, or what applies one. */
public final class FluxObject {
  /** The annotation by which Flux is asked to reconcile an object now. */
  private static final String REQUESTED = "reconcile.fluxcd.io/requestedAt";

  private final ObjectId id;
  private final GenericKubernetesResource object;

  /** The object {@code id} as the API server returned it. */
  public FluxObject(ObjectId id, GenericKubernetesResource object) {
    this.id = id;
    this.object = object;
  }

  /** Returns the merge patch that asks for a reconciliation. */
  public static String reconcileAt(Instant time) {
    return "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(REQUESTED, time);
  }

  /** Returns the kind, namespace and name of the object. */
  public ObjectId id() {
    return id;
  }

  /** Returns what it has fetched, or applied, last; empty if nothing yet. */
  public String revision() {
    String fetched = text("status", "artifact", "revision");
    return fetched.isEmpty() ? text("status", "lastAppliedRevision") : fetched;
  }

  /** Returns the Git revision that what it has fetched was built from; empty if it is unknown. */
  public String origin() {
    return text("status", "artifact", "metadata", "org.opencontainers.image.revision");
  }

  /** Returns the objects that it has applied. */
  public List<ObjectId> inventory() {
    @Nullable List<Map<String, Object>> entries = object.get("status", "inventory", "entries");
    return entries == null
        ? List.of()
        : entries.stream().map(ObjectId::of).flatMap(Optional::stream).toList();
  }

  /** Returns the source that it names: what a Kustomization applies, or an automation updates. */
  public Optional<ObjectId> source() {
    String kind = text("spec", "sourceRef", "kind");
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    String namespace = text("spec", "sourceRef", "namespace");
    return Optional.of(
        new ObjectId(
            ObjectId.SOURCES,
            "v1",
            kind,
            namespace.isEmpty() ? id.namespace() : namespace,
            text("spec", "sourceRef", "name")));
  }

  /** Returns what it cannot do without: its source, and the chart of a release. */
  public List<ObjectId> needs() {
    String chart = text("status", "helmChart");
    int slash = chart.indexOf('/');
    List<ObjectId> needs = new ArrayList<>(source().stream().toList());
    if (slash > 0) {
      needs.add(
          new ObjectId(
              ObjectId.SOURCES,
              "v1",
              "HelmChart",
              chart.substring(0, slash),
              chart.substring(slash + 1)));
    }
    return needs;
  }

  /** Returns whether it only waits until what it has applied is ready. */
  public boolean isHealthCheck() {
    return Condition.of(object, "Ready")
        .filter(
            ready -> ready.reason().equals("HealthCheckFailed") || !ready.status().equals("False"))
        .isPresent();
  }

  /** Returns the object as the API server returned it. */
  public GenericKubernetesResource object() {
    return object;
  }

  /** Returns who must have signed what it fetches. */
  public String signer() {
    String key = text("spec", "verify", "secretRef", "name");
    @Nullable List<Map<String, Object>> identities =
        object.get("spec", "verify", "matchOIDCIdentity");
    if (!key.isEmpty()) {
      return "key " + key;
    }
    return identities == null
        ? "not verified"
        : SignatureRefusal.signer(String.valueOf(identities.get(0).get("subject")));
  }

  /** Returns why it is not ready, if it is not. */
  public Optional<Obstacle> obstacle() {
    if (Boolean.TRUE.equals(object.get("spec", "suspend"))) {
      return Optional.of(new Obstacle(id.toString(), "suspended", false));
    }
    Optional<Condition> ready = Condition.of(object, "Ready");
    if (ready.isEmpty()
        || ready.get().observedGeneration() != object.getMetadata().getGeneration()) {
      return Optional.of(Obstacle.waiting(id, "not seen by its controller yet"));
    }
    if (id.isSource() && !requested().equals(text("status", "lastHandledReconcileAt"))) {
      return Optional.of(Obstacle.waiting(id, "asked to fetch again, not done yet"));
    }
    // Controllers write conditions before the rest of the status.
    if (ready.get().isTrue() && hasInventory() && object.get("status", "inventory") == null) {
      return Optional.of(Obstacle.waiting(id, "ready, what it has applied is not listed yet"));
    }
    return ready.filter(condition -> !condition.isTrue()).map(this::obstacle);
  }

  private boolean hasInventory() {
    return id.kind().equals("Kustomization") || id.kind().equals("ResourceSet");
  }

  private String requested() {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations.getOrDefault(REQUESTED, text("status", "lastHandledReconcileAt"));
  }

  private Obstacle obstacle(Condition ready) {
    // The signature has a condition of its own, which says more than that there is no artifact.
    Obstacle obstacle =
        Condition.of(object, "SourceVerified")
            .filter(verified -> verified.status().equals("False"))
            .map(verified -> Obstacle.of(id, verified))
            .orElseGet(() -> Obstacle.of(id, ready));
    // A controller that has stalled tries no more, such as that of a release out of retries.
    return StalledCondition.byController(object).isPresent() ? obstacle.stalled() : obstacle;
  }

  private String text(Object... path) {
    @Nullable Object value = object.get(path);
    return value == null ? "" : value.toString();
  }
}
