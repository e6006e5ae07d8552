package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.TextItems;
import java.util.List;
import java.util.Set;

/** The parameters of the fleet's admission policies: what tenants may fetch, signed by whom. */
final class AllowlistRule implements DangerRule {
  private static final String ROLE = Pruning.OPERATOR + "/role";

  /** The lists of which more allows more; of the other, those that must be signed, less does. */
  private static final List<String> ALLOWLISTS = List.of("sources", "signers", "buckets");

  private static final String SIGNED = "signed";

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    boolean isAllowlist =
        pair.key().is("", "ConfigMap")
            && pair.current().filter(object -> object.mark(ROLE).equals("policy")).isPresent();
    if (!isAllowlist || !pair.isKept()) {
      return;
    }
    for (String list : ALLOWLISTS) {
      add(finding, DangerKind.WEAKENED_POLICY, "allows", list, pair.after(), pair.before());
      add(
          finding,
          DangerKind.REFUSED_TO_TENANTS,
          "no longer allows",
          list,
          pair.before(),
          pair.after());
    }
    add(
        finding,
        DangerKind.WEAKENED_POLICY,
        "no longer lists as",
        SIGNED,
        pair.before(),
        pair.after());
    add(finding, DangerKind.REFUSED_TO_TENANTS, "lists as", SIGNED, pair.after(), pair.before());
  }

  private static void add(
      DangerRule.Finding finding,
      DangerKind kind,
      String what,
      String list,
      JsonNode of,
      JsonNode without) {
    List<String> entries = TextItems.without(entries(of, list), entries(without, list));
    if (!entries.isEmpty()) {
      finding.add(kind, "%s %s %s".formatted(what, list, TextItems.quoted(entries)));
    }
  }

  private static Set<String> entries(JsonNode map, String list) {
    return TextItems.lines(map.path("data").path(list));
  }
}
