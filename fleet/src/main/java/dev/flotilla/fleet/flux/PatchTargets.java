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
 * What the operator generates, and so what a patch can change. Kustomize reads a name as a regular
 * expression, and silently drops a patch that matches nothing.
 *
 * @see <a
 *     href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/">kustomize
 *     patches</a>
 */
final class PatchTargets {
  private static final List<Patch.Kind> KINDS =
      List.of(
          Patch.Kind.BUCKET,
          Patch.Kind.CLUSTER_ROLE,
          Patch.Kind.CLUSTER_ROLE_BINDING,
          Patch.Kind.CUSTOM_RESOURCE_DEFINITION,
          Patch.Kind.DEPLOYMENT,
          Patch.Kind.GIT_REPOSITORY,
          Patch.Kind.KUSTOMIZATION,
          Patch.Kind.NAMESPACE,
          Patch.Kind.NETWORK_POLICY,
          Patch.Kind.OCI_REPOSITORY,
          Patch.Kind.PERSISTENT_VOLUME_CLAIM,
          Patch.Kind.RESOURCE_QUOTA,
          Patch.Kind.ROLE,
          Patch.Kind.ROLE_BINDING,
          Patch.Kind.SERVICE,
          Patch.Kind.SERVICE_ACCOUNT);

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
    if (!KINDS.contains(target.kind())) {
      throw new IllegalArgumentException(
          "the kind of a patch's target must be one that the operator generates, got '%s'; %s"
              .formatted(
                  target.kind(),
                  Suggestion.hint(
                      target.kind().value(),
                      KINDS.stream().map(Patch.Kind::value).toList(),
                      "there are: ")));
    }
    if (target.kind().equals(Patch.Kind.DEPLOYMENT) && target.name().isPresent()) {
      String name = target.name().get();
      List<String> deployments = deployments(controllers, sharding);
      if (deployments.stream().noneMatch(pattern(name))) {
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

  private static Predicate<String> pattern(String expression) {
    try {
      return Pattern.compile("^(?:" + expression + ")$").asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the name of a patch's target must be a regular expression, got '%s'; correct it"
              .formatted(expression));
    }
  }
}
