package dev.flotilla.main.review.danger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.review.artifact.ClusterPair;
import dev.flotilla.main.review.artifact.ObjectPair;
import dev.flotilla.main.review.change.DangerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version is lower than before; what it has written meanwhile, the older one may not read. */
final class VersionRule implements DangerRule {
  /** Where the kinds of Flux have a version: that of an artifact, a chart, or Flux itself. */
  private static final List<String> PLACES =
      List.of(
          "/spec/ref/tag",
          "/spec/ref/semver",
          "/spec/chart/spec/version",
          "/spec/distribution/version");

  /** A version, or as much of it as is given before a placeholder. */
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(\\d{1,9})(?:\\.(\\d{1,9}|[x*]))?(?:\\.(\\d{1,9}|[x*]))?(?<pre>-[-.\\w]+)?(?:\\+.*)?");

  @Override
  public void check(ObjectPair pair, ClusterPair cluster, DangerRule.Finding finding) {
    if (!pair.isKept() || !FluxKinds.isFlux(pair.key())) {
      return;
    }
    for (String place : PLACES) {
      JsonNode before = pair.before().at(place);
      JsonNode after = pair.after().at(place);
      if (isLower(after.asText(), before.asText())) {
        finding.add(
            DangerKind.DOWNGRADE,
            "goes back to '%s' from '%s'".formatted(after.asText(), before.asText()));
      }
    }
  }

  static boolean isLower(String version, String other) {
    Matcher one = VERSION.matcher(version);
    Matcher two = VERSION.matcher(other);
    if (!one.matches() || !two.matches()) {
      return false;
    }
    List<Integer> ones = numbers(one);
    List<Integer> twos = numbers(two);
    for (int i = 0; i < Math.min(ones.size(), twos.size()); i++) {
      if (!ones.get(i).equals(twos.get(i))) {
        return ones.get(i) < twos.get(i);
      }
    }
    return ones.size() == twos.size() && one.group("pre") != null && two.group("pre") == null;
  }

  private static List<Integer> numbers(Matcher version) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      String number = version.group(i);
      if (number == null || !Character.isDigit(number.charAt(0))) {
        break;
      }
      numbers.add(Integer.parseInt(number));
    }
    return numbers;
  }
}
