package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The branches of a Git repository that clusters follow, or push updates to.
 *
 * @param repository {@code owner/name}
 */
record FollowedBranches(FleetDescriptor fleet, String repository) {
  private static final Pattern URL = Pattern.compile("\\w+://[^/]+/(.+?)(\\.git)?/?");
  private static final String HEADS = "refs/heads/";

  /** What is merged from a branch to promote it. */
  record Promotion(String head, String base) {}

  /**
   * Returns from which branch to which one promotes: each that clusters follow to the next, in the
   * order of the fleet's clusters.
   */
  List<Promotion> promotions() {
    Set<String> branches = new LinkedHashSet<>();
    fleet.clusters().forEach(cluster -> branches(cluster).forEach(branches::add));
    List<String> inOrder = List.copyOf(branches);
    List<Promotion> promotions = new ArrayList<>();
    for (int next = 1; next < inOrder.size(); next++) {
      promotions.add(new Promotion(inOrder.get(next - 1), inOrder.get(next)));
    }
    return promotions;
  }

  private Stream<String> branches(DescribedCluster cluster) {
    Stream<String> synced =
        of(cluster, "FluxInstance")
            .map(instance -> map(spec(instance).get("sync")))
            .filter(sync -> "GitRepository".equals(sync.get("kind")) && isHere(sync.get("url")))
            .map(sync -> String.valueOf(sync.get("ref")))
            .filter(ref -> ref.startsWith(HEADS))
            .map(ref -> ref.substring(HEADS.length()));
    Stream<String> applied =
        fleet.git().stream()
            .filter(content -> isHere(content.url()))
            .flatMap(content -> Stream.ofNullable(content.branches().get(cluster.environment())));
    return Stream.concat(synced, applied);
  }

  /** Returns the branches that updates are pushed to, and those that they are to be merged into. */
  SortedMap<String, String> updates() {
    SortedMap<String, String> updates = new TreeMap<>();
    for (DescribedCluster cluster : fleet.clusters()) {
      of(cluster, "ImageUpdateAutomation")
          .forEach(automation -> addUpdates(cluster, automation, updates));
    }
    return updates;
  }

  private void addUpdates(
      DescribedCluster cluster, KubernetesObject automation, SortedMap<String, String> updates) {
    Map<?, ?> git = map(spec(automation).get("git"));
    Object branch = map(map(git.get("checkout")).get("ref")).get("branch");
    Object pushed = map(git.get("push")).get("branch");
    Object source = map(spec(automation).get("sourceRef")).get("name");
    boolean isHere =
        of(cluster, "GitRepository")
            .filter(
                repository ->
                    repository.metadata().get("name").equals(source)
                        && repository
                            .metadata()
                            .get("namespace")
                            .equals(automation.metadata().get("namespace")))
            .anyMatch(repository -> isHere(spec(repository).get("url")));
    if (isHere && branch instanceof String base && pushed instanceof String head) {
      if (!base.equals(head)) {
        updates.put(head, base);
      }
    }
  }

  private boolean isHere(@Nullable Object url) {
    return Optional.ofNullable(url)
        .map(text -> URL.matcher(String.valueOf(text)))
        .filter(Matcher::matches)
        .filter(address -> address.group(1).equals(repository))
        .isPresent();
  }

  private Stream<KubernetesObject> of(DescribedCluster cluster, String kind) {
    return fleet.objects(cluster.name()).filter(object -> object.kind().equals(kind));
  }

  private static Map<?, ?> spec(KubernetesObject object) {
    return map(object.body().get("spec"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Collections.emptyMap();
  }
}
