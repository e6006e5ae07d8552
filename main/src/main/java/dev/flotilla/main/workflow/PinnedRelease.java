package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workflows that sign releases to which clusters are pinned, whatever their channel. A
 * channel has no rule for them, so they are taken from the cluster's source.
 */
final class PinnedRelease {
  /** The start of a subject as source-controller compares it, with the dots escaped. */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "https://github\\\\.com/([-\\w.\\\\]+/[-\\w.\\\\]+)/\\\\.github/workflows/([-\\w.\\\\]+)@refs/tags/");

  private PinnedRelease() {}

  static Stream<Workflow> of(FleetDescriptor fleet, List<FollowedArtifact> followed) {
    return fleet.objects().stream()
        .flatMap(some -> some.objects().stream())
        .filter(object -> object.kind().equals("OCIRepository"))
        .flatMap(
            source ->
                followed.stream()
                    .filter(artifact -> isPinned(source, artifact, fleet))
                    .flatMap(artifact -> workflows(source, artifact)));
  }

  private static boolean isPinned(
      KubernetesObject source, FollowedArtifact artifact, FleetDescriptor fleet) {
    Map<?, ?> spec = map(source.body().get("spec"));
    return artifact.component().isPresent()
        && artifact.artifact().url().value().equals(spec.get("url"))
        && !fleet.isFollowed(String.valueOf(map(spec.get("ref")).get("tag")));
  }

  private static Stream<Workflow> workflows(KubernetesObject source, FollowedArtifact artifact) {
    Object identities = map(map(source.body().get("spec")).get("verify")).get("matchOIDCIdentity");
    return (identities instanceof List<?> list ? list : List.of())
        .stream()
            .map(identity -> String.valueOf(map(identity).get("subject")))
            .flatMap(subject -> SUBJECT.matcher(subject).results())
            .map(
                found ->
                    new Workflow(
                        found.group(1).replace("\\", ""),
                        found.group(2).replace("\\", ""),
                        new PublishedChannels(
                            artifact.artifact().url(),
                            artifact.component(),
                            artifact.artifact().tagPrefix(),
                            new TreeMap<>(),
                            new TreeSet<>())));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Collections.emptyMap();
  }
}
