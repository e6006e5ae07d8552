package dev.flotilla.tests.cluster;

import java.util.ArrayList;
import java.util.List;

/** The commands that release a cluster from its Flux, as a refusal shows them. */
final class ReleaseCommands {
  static final String STOP =
      "annotate fluxinstance flux --namespace flux-system fluxcd.controlplane.io/reconcile=disabled --overwrite --field-manager flotilla";

  static final List<String> KUSTOMIZATION =
      List.of(
          "patch kustomization flux-system --namespace flux-system --type merge --patch '{\"spec\":{\"suspend\":true,\"deletionPolicy\":\"Orphan\"}}' --field-manager flotilla",
          "delete kustomization flux-system --namespace flux-system");

  static final String SOURCE = "delete ocirepository flux-system --namespace flux-system";

  static final String INSTANCE = "delete fluxinstance flux --namespace flux-system";

  /** Returns how a refusal ends on a cluster with a FluxInstance that nothing was published for. */
  static String ofAFleet(String cluster, String context) {
    return listed(cluster, context, all());
  }

  /** Returns how it ends where another cluster of the fleet is: its source has the same address. */
  static String ofAnotherCluster(String cluster, String context) {
    List<String> commands = all();
    commands.remove(SOURCE);
    return listed(cluster, context, commands);
  }

  static String listed(String cluster, String context, List<String> commands) {
    StringBuilder listed = new StringBuilder();
    listed.append(
        "  check the context; if it is the right cluster, release it, which deletes nothing that its Flux has applied, and run 'flotilla diff %s' again:\n"
            .formatted(cluster));
    commands.forEach(
        command -> listed.append("    kubectl --context %s %s\n".formatted(context, command)));
    return listed.toString();
  }

  static List<String> all() {
    List<String> commands = new ArrayList<>(List.of(STOP));
    commands.addAll(KUSTOMIZATION);
    commands.add(SOURCE);
    commands.add(INSTANCE);
    return commands;
  }

  private ReleaseCommands() {}
}
