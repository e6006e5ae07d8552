package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.TextItems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What Flux fetches is not verified any more, or somebody else may have signed it. */
final class SignatureRule implements DangerRule {
  private static final String IDENTITIES = "matchOIDCIdentity";
  private static final Pattern VERIFY = Pattern.compile("(/spec/verify|\\bverify:)");
  private static final Set<String> SOURCES = Set.of("OCIRepository", "GitRepository");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (pair.isRemoved()) {
      return;
    }
    if (FluxKinds.isSource(pair.key())) {
      checkSource(pair, finding);
    } else if (pair.key().is("helm.toolkit.fluxcd.io", "HelmRelease")) {
      checkVerify(verifyOfChart(pair.before()), verifyOfChart(pair.after()), finding);
    } else if (pair.key().is(Pruning.OPERATOR, "FluxInstance") && pair.isKept()) {
      checkSync(patches(pair.before()), patches(pair.after()), finding);
    }
  }

  private static void checkSource(ObjectPair pair, DangerRule.Finding finding) {
    JsonNode before = pair.before().path("spec");
    JsonNode after = pair.after().path("spec");
    if (pair.isNew() && FluxKinds.isVerifiable(pair.key()) && !after.has("verify")) {
      finding.add(DangerKind.UNVERIFIED, "is fetched without a signature");
    }
    checkVerify(before.path("verify"), after.path("verify"), finding);
    if (after.path("insecure").asBoolean() && !before.path("insecure").asBoolean()) {
      finding.add(DangerKind.UNVERIFIED, "is fetched without TLS");
    }
  }

  private static JsonNode verifyOfChart(JsonNode release) {
    return release.path("spec").path("chart").path("spec").path("verify");
  }

  private static void checkVerify(JsonNode before, JsonNode after, DangerRule.Finding finding) {
    if (before.isMissingNode() || before.equals(after)) {
      return;
    }
    if (after.isMissingNode()) {
      finding.add(DangerKind.UNVERIFIED, "is fetched without a signature from now on");
      return;
    }
    Set<String> olds = TextItems.items(before.path(IDENTITIES));
    Set<String> news = TextItems.items(after.path(IDENTITIES));
    List<String> added = TextItems.without(news, olds);
    boolean isOtherwise = !withoutIdentities(before).equals(withoutIdentities(after));
    // Without an identity, Flux accepts everybody's keyless signature.
    boolean isAnybody = news.isEmpty() && !olds.isEmpty();
    if (!added.isEmpty()) {
      finding.add(DangerKind.CHANGED_SIGNER, "accepts the signature of " + subjects(after, olds));
    } else if (isOtherwise || isAnybody) {
      finding.add(DangerKind.CHANGED_SIGNER, "accepts other signatures than before");
    }
  }

  private static String subjects(JsonNode verify, Set<String> known) {
    Set<String> subjects = new TreeSet<>();
    for (JsonNode identity : verify.path(IDENTITIES)) {
      if (!known.contains(identity.toString())) {
        subjects.add(identity.path("subject").asText());
      }
    }
    return TextItems.quoted(List.copyOf(subjects));
  }

  private static JsonNode withoutIdentities(JsonNode verify) {
    return verify instanceof ObjectNode object ? object.deepCopy().without(IDENTITIES) : verify;
  }

  /** Returns the patches by which the source of the sync itself demands a signature. */
  private static Set<String> patches(JsonNode instance) {
    Set<String> patches = new TreeSet<>();
    for (JsonNode patch : instance.path("spec").path("kustomize").path("patches")) {
      String text = patch.path("patch").asText();
      if (SOURCES.contains(patch.path("target").path("kind").asText())
          && VERIFY.matcher(text).find()) {
        patches.add(text);
      }
    }
    return patches;
  }

  private static void checkSync(Set<String> before, Set<String> after, DangerRule.Finding finding) {
    if (!before.isEmpty() && after.isEmpty()) {
      finding.add(DangerKind.UNVERIFIED, "syncs the fleet without a signature from now on");
    } else if (!before.isEmpty() && !before.equals(after)) {
      finding.add(DangerKind.CHANGED_SIGNER, "syncs the fleet with other signatures than before");
    }
  }
}
