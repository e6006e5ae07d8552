package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.LabelsAndAnnotations;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.SyncTarget;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A live object that has applied others. */
final class Applier {
  /** Flux takes back what the managers {@code kubectl-…} have set. */
  private static final String MANAGER = " --field-manager flotilla";

  private final ObjectId id;
  private final ApplierKind kind;
  private final GenericKubernetesResource object;

  private Applier(ObjectId id, ApplierKind kind, GenericKubernetesResource object) {
    this.id = id;
    this.kind = kind;
    this.object = object;
  }

  static Optional<Applier> of(GenericKubernetesResource object) {
    ObjectId id = ObjectId.of(object);
    return ApplierKind.of(id).map(kind -> new Applier(id, kind, object));
  }

  ObjectId id() {
    return id;
  }

  ApplierKind kind() {
    return kind;
  }

  /** Returns the inventory: the objects that the applier has applied. */
  List<ObjectId> inventory() {
    return new FluxObject(id, object).inventory();
  }

  /** Returns the source that it applies, if it is a Kustomization. */
  Optional<ObjectId> source() {
    return new FluxObject(id, object).source();
  }

  /** Returns what it has in common with a sync, empty where it names neither. */
  SyncTarget sync() {
    return new LiveFlux(object).sync();
  }

  String spec(String field) {
    @Nullable Object value = object.get("spec", field);
    return value == null ? "" : value.toString();
  }

  boolean isSuspended() {
    return spec("suspend").equals("true");
  }

  boolean deletesWhenDeleted() {
    return kind.deletesWhenDeleted(this);
  }

  /** Returns the labels and annotations of the applier. */
  Map<String, String> metadata() {
    return LabelsAndAnnotations.of(object);
  }

  /** Returns the arguments with which kubectl stops it from applying or deleting anything. */
  String suspendCommand() {
    return kind.suspendCommand().formatted(named(id)) + MANAGER;
  }

  /** Returns the arguments with which kubectl then deletes it. */
  String deleteCommand() {
    return "delete " + named(id);
  }

  /** Returns the arguments by which kubectl names an object. */
  static String named(ObjectId id) {
    return "%s %s --namespace %s"
        .formatted(id.kind().toLowerCase(Locale.ROOT), id.name(), id.namespace());
  }
}
