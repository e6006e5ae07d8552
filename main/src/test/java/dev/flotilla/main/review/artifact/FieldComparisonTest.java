package dev.flotilla.main.review.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class FieldComparisonTest {
  @Test
  void namesTheDeepestFieldThatDiffers() {
    assertThat(differences("{a: {b: 1, c: 2}}", "{a: {b: 1, c: 3}}"))
        .containsExactly("a.c: 2 -> 3");
    assertThat(differences("{a: {b: 1}}", "{a: {b: 1}}")).isEmpty();
  }

  @Test
  void namesAFieldThatIsNewOrGoneAsAWhole() {
    assertThat(differences("{a: 1}", "{a: 1, b: {c: 2}}")).containsExactly("b:  -> {\"c\":2}");
    assertThat(differences("{a: 1, b: null}", "{a: 1}")).containsExactly("b: null -> ");
  }

  @Test
  void tellsANumberFromItsText() {
    assertThat(differences("{a: 1}", "{a: '1'}")).containsExactly("a: 1 -> \"1\"");
  }

  @Test
  void quotesNamesThatHaveDots() {
    assertThat(differences("{a: {b.c/d: 1}}", "{a: {b.c/d: 2}}"))
        .containsExactly("a['b.c/d']: 1 -> 2");
  }

  @Test
  void knowsItemsByTheKeyThatKubernetesMergesBy() {
    assertThat(
            differences(
                "{c: [{name: a, v: 1}, {name: b, v: 1}]}",
                "{c: [{name: a, v: 2}, {name: n}, {name: b, v: 1}]}"))
        .containsExactly("c[a].v: 1 -> 2", "c[n]:  -> {\"name\":\"n\"}");
    assertThat(
            differences(
                "{p: [{port: 53, protocol: UDP, x: 1}, {port: 53, protocol: TCP}]}",
                "{p: [{port: 53, protocol: UDP, x: 2}, {port: 53, protocol: TCP}]}"))
        .containsExactly("p[53/UDP].x: 1 -> 2");
    assertThat(
            differences(
                "{s: [{kind: A, name: x, v: 1}, {kind: B, name: x}]}",
                "{s: [{kind: A, name: x, v: 2}, {kind: B, name: x}]}"))
        .containsExactly("s[A/x].v: 1 -> 2");
  }

  @Test
  void reportsAnotherOrderOfKnownItems() {
    assertThat(differences("{c: [{name: a}, {name: b}]}", "{c: [{name: b}, {name: a}]}"))
        .containsExactly(
            "c: [{\"name\":\"a\"},{\"name\":\"b\"}] -> [{\"name\":\"b\"},{\"name\":\"a\"}]");
  }

  @Test
  void comparesItemsWithoutAKeyOneByOneIfTheyAreAsMany() {
    assertThat(differences("{l: [{a: 1}, {a: 2}]}", "{l: [{a: 1}, {a: 3}]}"))
        .containsExactly("l[1].a: 2 -> 3");
    assertThat(differences("{l: [{a: 1}]}", "{l: [{a: 1}, {a: 3}]}"))
        .containsExactly("l: [{\"a\":1}] -> [{\"a\":1},{\"a\":3}]");
    assertThat(differences("{l: [a, b]}", "{l: [a, c]}"))
        .containsExactly("l: [\"a\",\"b\"] -> [\"a\",\"c\"]");
  }

  private static List<String> differences(String before, String after) {
    return FieldComparison.differences(parse(before), parse(after)).stream()
        .map(one -> one.path() + ": " + one.before() + " -> " + one.after())
        .toList();
  }

  private static JsonNode parse(String yaml) {
    return new ObjectMapper()
        .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }
}
