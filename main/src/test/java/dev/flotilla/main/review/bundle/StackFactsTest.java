package dev.flotilla.main.review.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A fact that nobody compares would bind nothing. */
class StackFactsTest {
  private static final String AGAIN = "review it again with 'flotilla diff --out'";

  @Test
  void factsAreTheSameAsLongAsNothingChanges() {
    assertThat(Bundles.STAGING.problems(Bundles.STAGING)).isEmpty();
  }

  @Test
  void saysWhatIsNoLongerAsItWasPlanned() {
    assertThat(
            Bundles.STAGING.problems(
                new StackFacts(
                    "staging",
                    "77aa",
                    "sha256:0a",
                    "sha256:0b",
                    new TreeMap<>(Map.of("TF_VAR_zone", "b")),
                    "9c",
                    4,
                    List.of())))
        .containsExactly(
            "cluster 'staging' must be the one that was planned, whose namespace kube-system has uid '5d6a2f0e', got '77aa'; name its context with --context",
            "the stack of cluster 'staging' must be the planned one, sha256:c0ffee, got sha256:0a; set FLOTILLA_MIRROR and CDKTF_* as in the review, or "
                + AGAIN,
            "the providers of cluster 'staging' must be those of the plan, with a lock file of sha256:10c4ed, got sha256:0b; remove '.terraform.lock.hcl' from the stack's folder, use the platform of the review, or "
                + AGAIN,
            "TF_VAR_region of cluster 'staging' must be as in the plan, 'eu-west-1', got unset; set it to that, or "
                + AGAIN,
            "TF_VAR_zone of cluster 'staging' must be as in the plan, unset, got 'b'; set it to that, or "
                + AGAIN,
            "the state of cluster 'staging' must be as it was planned, serial 3 of lineage '21d3fe27', got serial 4 of lineage '9c'; "
                + AGAIN,
            "Flux must own on cluster 'staging' what it owned at the plan, 'helm_release.flux', got ''; "
                + AGAIN);
  }

  @Test
  void reportsEachFactThatDiffers() throws ReflectiveOperationException {
    for (RecordComponent component : StackFacts.class.getRecordComponents()) {
      if (!component.getName().equals("cluster")) {
        assertThat(Bundles.STAGING.problems(changed(component))).as(component.getName()).hasSize(1);
      }
    }
  }

  @Test
  void acceptsAnyClusterWhereThePlanReachedNone() {
    StackFacts reached =
        new StackFacts(
            "prod", "77aa", "sha256:c0ffee", "sha256:10c4ed", new TreeMap<>(), "", 0, List.of());

    assertThat(Bundles.PROD.problems(reached)).isEmpty();
    assertThat(reached.problems(Bundles.PROD)).hasSize(1);
  }

  private static StackFacts changed(RecordComponent changed) throws ReflectiveOperationException {
    RecordComponent[] components = StackFacts.class.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object value = components[i].getAccessor().invoke(Bundles.STAGING);
      values[i] = components[i].getName().equals(changed.getName()) ? another(value) : value;
    }
    return StackFacts.class.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object another(Object value) {
    if (value instanceof Long number) {
      return number + 1;
    }
    if (value instanceof List<?>) {
      return List.of("helm_release.other");
    }
    return value instanceof Map<?, ?> ? new TreeMap<String, String>() : value + "0";
  }
}
