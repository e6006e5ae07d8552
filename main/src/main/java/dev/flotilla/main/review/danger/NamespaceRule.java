package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.tenant.TenantMark;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.TextItems;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Pods, or a tenant, may do more or less in a namespace than before. */
final class NamespaceRule implements DangerRule {
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (!pair.key().is("", "Namespace") || pair.isRemoved()) {
      return;
    }
    if (pair.isKept()) {
      checkPodSecurity(pair, finding);
    }
    for (TenantMark mark : TenantMark.values()) {
      checkMark(pair, mark, finding);
    }
  }

  private static void checkPodSecurity(ObjectPair pair, DangerRule.Finding finding) {
    PodSecurity before = level(pair.before());
    PodSecurity after = level(pair.after());
    if (before != after) {
      boolean isLower = after.compareTo(before) < 0;
      finding.add(
          isLower ? DangerKind.WEAKENED_POLICY : DangerKind.REFUSED_TO_TENANTS,
          "enforces the Pod Security level '%s', before '%s'"
              .formatted(shown(after), shown(before)));
    }
  }

  /** A cluster may have another default, of which the fleet does not know. */
  private static PodSecurity level(JsonNode namespace) {
    String label = namespace.path("metadata").path("labels").path(ENFORCE).asText();
    return Stream.of(PodSecurity.values())
        .filter(level -> shown(level).equals(label))
        .findFirst()
        .orElse(PodSecurity.PRIVILEGED);
  }

  private static String shown(PodSecurity level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static void checkMark(ObjectPair pair, TenantMark mark, DangerRule.Finding finding) {
    Set<String> before = entries(pair.before(), mark);
    Set<String> after = entries(pair.after(), mark);
    List<String> added = TextItems.without(after, before);
    List<String> gone = TextItems.without(before, after);
    if (mark.isException() && !added.isEmpty()) {
      finding.add(
          DangerKind.WEAKENED_POLICY,
          "gets the exception '%s' for %s".formatted(mark.id(), TextItems.quoted(added)));
    }
    if (mark == TenantMark.SIGNERS && !added.isEmpty() && pair.isKept()) {
      finding.add(
          DangerKind.CHANGED_SIGNER, "may demand the signature of " + TextItems.quoted(added));
    }
    // Without the list, a tenant may talk with everybody.
    if (mark == TenantMark.NETWORK && !before.isEmpty() && after.isEmpty()) {
      finding.add(DangerKind.WEAKENED_POLICY, "may have network policies for everybody");
    } else if (!gone.isEmpty() && mark != TenantMark.NAMESPACES) {
      finding.add(
          DangerKind.REFUSED_TO_TENANTS,
          "loses the %s %s".formatted(mark.id(), TextItems.quoted(gone)));
    }
  }

  private static Set<String> entries(JsonNode namespace, TenantMark mark) {
    return TextItems.lines(namespace.path("metadata").path("annotations").path(mark.annotation()));
  }
}
