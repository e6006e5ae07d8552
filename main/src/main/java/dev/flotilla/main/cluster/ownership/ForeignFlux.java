package dev.flotilla.main.cluster.ownership;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.SyncTarget;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the Flux of a cluster has that is not of the cluster's own fleet. */
final class ForeignFlux {
  /** The Helm releases of a bootstrap. */
  private static final Set<String> BOOTSTRAP =
      new TreeSet<>(List.of("flux-operator-bootstrap", "flux-bootstrap"));

  /** The kinds that a Kustomization applies from, and the one that makes some of them. */
  private static final Set<String> SOURCES =
      new TreeSet<>(
          List.of(
              "ArtifactGenerator", "Bucket", "ExternalArtifact", "GitRepository", "OCIRepository"));

  private final ExistingFlux existing;
  private final SyncTarget wanted;
  private final Map<String, Applier> appliers = new LinkedHashMap<>();
  private final Set<String> own;

  /**
   * Compares.
   *
   * @param wanted what the cluster should sync; what a Kustomization of the sync's name has applied
   *     from there is the cluster's own, and what that has applied in turn
   */
  ForeignFlux(ExistingFlux existing, SyncTarget wanted) {
    this.existing = existing;
    this.wanted = wanted;
    for (ApplierKind kind : ApplierKind.values()) {
      existing.objects().stream()
          .map(Applier::of)
          .flatMap(Optional::stream)
          .filter(applier -> applier.kind() == kind)
          .forEach(applier -> appliers.put(applier.id().toString(), applier));
    }
    this.own =
        sync()
            .filter(sync -> sync(sync).isSameCluster(wanted))
            .map(sync -> below(List.of(sync)).keySet())
            .orElse(new TreeSet<>());
  }

  /** Returns the Kustomization that syncs the cluster, and that a bootstrap replaces. */
  Optional<Applier> sync() {
    return Optional.ofNullable(
        appliers.get("Kustomization/" + FluxInstance.NAMESPACE + "/" + FluxInstance.NAMESPACE));
  }

  /** Returns whether an applier is of somebody else. */
  boolean isForeign(Applier applier) {
    return !own.contains(applier.id().toString());
  }

  /** Returns where an applier has what it applies from, as far as it says so. */
  SyncTarget sync(Applier applier) {
    return applier
        .source()
        .map(source -> new SyncTarget(url(source), "", applier.spec("path")))
        .orElseGet(applier::sync);
  }

  private String url(ObjectId source) {
    return existing.objects().stream()
        .filter(object -> ObjectId.of(object).toString().equals(source.toString()))
        .map(object -> text(object, "url") + text(object, "endpoint"))
        .findFirst()
        .orElse(source.toString());
  }

  private static String text(GenericKubernetesResource object, String field) {
    return object.get("spec", field) instanceof String text ? text : "";
  }

  Optional<Applier> applier(ObjectId id) {
    return Optional.ofNullable(appliers.get(id.toString()));
  }

  /** Returns what applies objects and is of somebody else, each before what it has applied. */
  List<Applier> appliers() {
    List<Applier> foreign = appliers.values().stream().filter(this::isForeign).toList();
    Set<String> applied = new TreeSet<>();
    for (Applier applier : foreign) {
      applier.inventory().stream()
          .filter(id -> !id.equals(applier.id()))
          .forEach(id -> applied.add(id.toString()));
    }
    List<Applier> first =
        foreign.stream()
            .filter(
                applier ->
                    applier.kind() == ApplierKind.FLUX_INSTANCE
                        || !applied.contains(applier.id().toString()))
            .toList();
    Map<String, Applier> ordered = below(first);
    foreign.forEach(applier -> ordered.putIfAbsent(applier.id().toString(), applier));
    ordered.keySet().removeAll(own);
    return List.copyOf(ordered.values());
  }

  /** Returns them and the appliers that they have applied in turn, breadth first. */
  private Map<String, Applier> below(List<Applier> first) {
    Map<String, Applier> found = new LinkedHashMap<>();
    Deque<Applier> open = new ArrayDeque<>(first);
    while (!open.isEmpty()) {
      Applier next = open.remove();
      if (found.putIfAbsent(next.id().toString(), next) == null) {
        next.inventory().stream().map(this::applier).flatMap(Optional::stream).forEach(open::add);
      }
    }
    return found;
  }

  /**
   * Returns the sources that the fleet could come to use with what they have fetched for somebody
   * else. A Kustomization applies what its source has, also when that has just got another address:
   * it would have the objects of the former fleet in its inventory, and prune them a moment later.
   * Where the cluster's own sync has applied the fleet already, nothing is new to a Kustomization.
   *
   * @see <a
   *     href="https://fluxcd.io/flux/components/kustomize/kustomizations/#source-reference">what a
   *     Kustomization applies</a>
   */
  List<ObjectId> sources() {
    return own.isEmpty()
        ? existing.objects().stream()
            .map(ObjectId::of)
            .filter(id -> SOURCES.contains(id.kind()))
            .filter(id -> !isOfTheSync(id))
            .sorted(Comparator.comparing(ObjectId::toString))
            .toList()
        : List.of();
  }

  /** A first bootstrap that was interrupted has left its source, with the wanted address. */
  private boolean isOfTheSync(ObjectId source) {
    return source.namespace().equals(FluxInstance.NAMESPACE)
        && source.name().equals(FluxInstance.NAMESPACE)
        && url(source).equals(wanted.url());
  }

  /** Returns those that no foreign applier reads from. */
  List<ObjectId> sourcesAlone() {
    List<String> read =
        appliers().stream()
            .flatMap(applier -> applier.source().stream())
            .map(ObjectId::toString)
            .toList();
    return sources().stream().filter(source -> !read.contains(source.toString())).toList();
  }

  /** Returns where a source fetches from, empty where it does not say so. */
  SyncTarget from(ObjectId source) {
    String url = url(source);
    return url.equals(source.toString()) ? SyncTarget.NONE : new SyncTarget(url, "", "");
  }

  /** Returns the Helm releases that have an object of Flux, and are neither ours nor Flux's own. */
  List<ExistingFlux.Release> releases() {
    return existing.releases().stream()
        .filter(
            release ->
                !release.namespace().equals(FluxInstance.NAMESPACE)
                    || !BOOTSTRAP.contains(release.name()))
        .filter(
            release -> !own.contains("HelmRelease/" + release.namespace() + "/" + release.name()))
        .toList();
  }

  /** Returns the Deployments that the Flux of a bootstrap would run beside. */
  List<ObjectId> deploymentsElsewhere() {
    return deployments().filter(id -> !id.namespace().equals(FluxInstance.NAMESPACE)).toList();
  }

  /** Returns the Deployments that the operator replaces by its own. */
  List<String> controllers() {
    return deployments()
        .filter(id -> id.namespace().equals(FluxInstance.NAMESPACE))
        .map(ObjectId::name)
        .filter(name -> !name.equals("flux-operator"))
        .toList();
  }

  private Stream<ObjectId> deployments() {
    return existing.deployments().stream().map(ObjectId::of);
  }

  boolean isEmpty() {
    List<Object> all = new ArrayList<>(appliers());
    all.addAll(sources());
    all.addAll(releases());
    all.addAll(deploymentsElsewhere());
    return all.isEmpty();
  }
}
