package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.artifact.RenderedObject;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.ObjectKey;
import dev.flotilla.main.review.change.TextItems;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A namespace is no longer isolated, is from now on, or is open to everybody.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">isolation</a>
 */
final class NetworkRule implements DangerRule {
  private static final String GROUP = "networking.k8s.io";
  private static final String KIND = "NetworkPolicy";

  /** The directions, with the field that has the peers of a rule. */
  private static final Map<String, String> PEERS = Map.of("Ingress", "from", "Egress", "to");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (!pair.key().is(GROUP, KIND) || cluster.isRemoved()) {
      return;
    }
    for (String direction : new String[] {"Ingress", "Egress"}) {
      checkIsolation(pair, cluster, direction, finding);
      if (opens(pair.after(), direction) && !opens(pair.before(), direction)) {
        finding.add(
            DangerKind.WEAKENED_POLICY,
            "opens '%s' to everybody: %s".formatted(pair.key().namespace(), direction));
      }
    }
  }

  private static void checkIsolation(
      ObjectPair pair, ClusterPair cluster, String direction, DangerRule.Finding finding) {
    String namespace = pair.key().namespace();
    boolean isKept = !cluster.isInNewNamespace(pair) && !cluster.isInRemovedNamespace(pair);
    boolean isolated = isolates(pair.before(), direction);
    boolean isolates = isolates(pair.after(), direction);
    if (isKept && isolated && !isolates && !hasOther(cluster.after(), pair.key(), direction)) {
      finding.add(
          DangerKind.WEAKENED_POLICY,
          "no longer isolates '%s': %s".formatted(namespace, direction));
    }
    if (isKept && !isolated && isolates && !hasOther(cluster.before(), pair.key(), direction)) {
      finding.add(
          DangerKind.REFUSED_TO_TENANTS, "isolates '%s': %s".formatted(namespace, direction));
    }
  }

  private static boolean hasOther(
      Stream<RenderedObject> objects, ObjectKey policy, String direction) {
    return objects
        .filter(object -> object.key().is(GROUP, KIND) && !object.key().equals(policy))
        .filter(object -> object.key().namespace().equals(policy.namespace()))
        .anyMatch(object -> isolates(object.content(), direction));
  }

  /** Returns whether every pod of the namespace is isolated by a policy. */
  private static boolean isolates(JsonNode policy, String direction) {
    JsonNode spec = policy.path("spec");
    JsonNode types = spec.path("policyTypes");
    boolean isMeant =
        types.isEmpty()
            ? direction.equals("Ingress") || spec.has("egress")
            : TextItems.items(types).contains(direction);
    return !policy.isMissingNode() && spec.path("podSelector").isEmpty() && isMeant;
  }

  /** Returns whether a rule names no peer, which means all. */
  private static boolean opens(JsonNode policy, String direction) {
    JsonNode rules = policy.path("spec").path(direction.toLowerCase(Locale.ROOT));
    for (JsonNode rule : rules) {
      if (rule.path(PEERS.get(direction)).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
