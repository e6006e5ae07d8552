package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the operator generates, and so what a patch can change. Kustomize reads kind and name as
 * regular expressions, and silently drops a patch that matches nothing.
 *
 * @see <a
 *     href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/">kustomize
 *     patches</a>
 */
final class PatchTargets {
  private static final List<String> KINDS =
      List.of(
          "Bucket",
          "ClusterRole",
          "ClusterRoleBinding",
          "CustomResourceDefinition",
          "Deployment",
          "GitRepository",
          "Kustomization",
          "Namespace",
          "NetworkPolicy",
          "OCIRepository",
          "PersistentVolumeClaim",
          "ResourceQuota",
          "Role",
          "RoleBinding",
          "Service",
          "ServiceAccount");

  /** The controllers that shards are replicas of. */
  private static final Set<FluxController> SHARDED =
      EnumSet.of(
          FluxController.SOURCE_CONTROLLER,
          FluxController.KUSTOMIZE_CONTROLLER,
          FluxController.HELM_CONTROLLER);

  private PatchTargets() {}

  /** Refuses a target that an instance with these controllers does not have. */
  static void check(
      Patch.Target target, Collection<FluxController> controllers, Optional<Sharding> sharding) {
    if (KINDS.stream().noneMatch(pattern("kind", target.kind()))) {
      throw new IllegalArgumentException(
          "the kind of a patch's target must be one that the operator generates, got '%s'; %s"
              .formatted(target.kind(), Suggestion.hint(target.kind(), KINDS, "there are: ")));
    }
    if (target.kind().equals("Deployment") && target.name().isPresent()) {
      String name = target.name().get();
      List<String> deployments = deployments(controllers, sharding);
      if (deployments.stream().noneMatch(pattern("name", name))) {
        throw new IllegalArgumentException(
            "the name of a patch's target must be a controller that runs, got '%s'; %s"
                .formatted(name, Suggestion.hint(name, deployments, "there are: ")));
      }
    }
  }

  private static List<String> deployments(
      Collection<FluxController> controllers, Optional<Sharding> sharding) {
    List<String> names = new ArrayList<>();
    for (FluxController controller : controllers) {
      names.add(controller.id());
      if (SHARDED.contains(controller)) {
        sharding.ifPresent(
            value -> value.shards().forEach(shard -> names.add(controller.id() + "-" + shard)));
      }
    }
    return names;
  }

  private static Predicate<String> pattern(String field, String expression) {
    try {
      return Pattern.compile("^(?:" + expression + ")$").asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the %s of a patch's target must be a regular expression, got '%s'; correct it"
              .formatted(field, expression));
    }
  }
}
