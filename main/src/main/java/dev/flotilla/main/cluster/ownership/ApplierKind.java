package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kinds by which Flux and its operator apply objects, and delete them again: each has an
 * inventory in its status.
 *
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/#prune">pruning of
 *     Kustomizations</a>
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSets</a>
 */
enum ApplierKind {
  FLUX_INSTANCE("fluxcd.controlplane.io", "FluxInstance", "fluxcd.controlplane.io"),
  KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomize.toolkit.fluxcd.io") {
    @Override
    List<String> exempting() {
      return List.of("/prune=disabled", "/reconcile=disabled", "/ssa=ignore");
    }

    @Override
    boolean deletesWhenDeleted(Applier applier) {
      return switch (applier.spec("deletionPolicy")) {
        case "Orphan" -> false;
        case "Delete", "WaitForTermination" -> !applier.isSuspended();
        default -> !applier.isSuspended() && applier.spec("prune").equals("true");
      };
    }

    @Override
    String suspendCommand() {
      return "patch %s --type merge --patch '{\"spec\":{\"suspend\":true,\"deletionPolicy\":\"Orphan\"}}'";
    }
  },
  RESOURCE_SET("fluxcd.controlplane.io", "ResourceSet", "resourceset.fluxcd.controlplane.io"),
  HELM_RELEASE("helm.toolkit.fluxcd.io", "HelmRelease", "") {
    @Override
    boolean deletesWhenDeleted(Applier applier) {
      return !applier.isSuspended();
    }

    @Override
    String suspendCommand() {
      return "patch %s --type merge --patch '{\"spec\":{\"suspend\":true}}'";
    }
  };

  private final String group;
  private final String kind;
  private final String owner;

  ApplierKind(String group, String kind, String owner) {
    this.group = group;
    this.kind = kind;
    this.owner = owner;
  }

  static Optional<ApplierKind> of(ObjectId id) {
    return Stream.of(values())
        .filter(kind -> kind.group.equals(id.group()) && kind.kind.equals(id.kind()))
        .findFirst();
  }

  /** Returns the labels without which it deletes nothing; Helm does not look at them. */
  SortedMap<String, String> ownerLabels(ObjectId applier) {
    return owner.isEmpty()
        ? new TreeMap<>()
        : new TreeMap<>(
            Map.of(owner + "/name", applier.name(), owner + "/namespace", applier.namespace()));
  }

  /** Returns whether a label or an annotation keeps it from deleting an object. */
  boolean exempts(Map<String, String> metadata) {
    return exempting().stream()
        .map(exempting -> exempting.split("=", 2))
        .anyMatch(
            exempting ->
                exempting[1].equalsIgnoreCase(metadata.getOrDefault(group + exempting[0], "")));
  }

  /** Returns keys below its group, with the value that exempts. */
  List<String> exempting() {
    return List.of("/prune=disabled");
  }

  /** Returns whether it deletes what it has applied when it is deleted itself. */
  boolean deletesWhenDeleted(Applier applier) {
    return !"disabled".equalsIgnoreCase(applier.metadata().getOrDefault(group + "/reconcile", ""));
  }

  /** Returns the command of kubectl after which it deletes nothing, without the object's name. */
  String suspendCommand() {
    return "annotate %s " + group + "/reconcile=disabled --overwrite";
  }
}
