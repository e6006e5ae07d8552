package dev.flotilla.fleet.flux;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The controllers that a {@link Patch} changes, each a Deployment.
 *
 * <p>Rejected: none, or one that is named twice.
 *
 * @param hasShards whether their replicas for the shards of {@link Sharding} are changed too, and
 *     so those of {@link FluxSettings.Builder#tenantShard}
 */
public record Controllers(List<FluxController> names, boolean hasShards) {
  public Controllers {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "a patch must change at least one controller, got none; name one, such as SOURCE_CONTROLLER");
    }
    for (FluxController name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new IllegalArgumentException(
            "the controllers of a patch must differ, got '%s' twice; name it once"
                .formatted(name.id()));
      }
    }
  }

  /** Returns controllers without their shards. */
  public static Controllers of(FluxController... names) {
    return new Controllers(List.of(names), false);
  }

  /** Returns these controllers and, where the cluster has shards, all of theirs. */
  public Controllers withShards() {
    return new Controllers(names, true);
  }

  /** Returns the regular expression for the names of their Deployments. */
  String toPattern() {
    Stream<String> ids = names.stream().map(FluxController::id);
    String any =
        names.size() == 1 ? names.get(0).id() : ids.collect(Collectors.joining("|", "(", ")"));
    return hasShards ? any + "(-.+)?" : any;
  }
}
