package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMetadataTest {
  @Test
  void metadataIsSortedByKey() {
    ObjectMetadata metadata =
        ObjectMetadata.NONE
            .withLabel("team", "web")
            .withLabel("cost", "7")
            .withAnnotation("b", "1");

    assertThat(metadata.labels()).containsExactly(entry("cost", "7"), entry("team", "web"));
    assertThat(metadata.annotations()).containsExactly(entry("b", "1"));
    assertThat(metadata.isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"team, web", "example.com/team, ''", "a, 1.2_3-4", "A, Z"})
  void metadataTakesLabelsWithPrefixesAndEmptyValues(String key, String value) {
    assertThat(ObjectMetadata.NONE.withLabel(key, value).labels()).containsEntry(key, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "-a", "a/b/c", "/a", "Example.com/a", "a/"})
  void refusesMalformedKeys(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectMetadata.NONE.withLabel(key, "x"))
        .withMessage(
            "the key of a label must be a name such as 'team' or 'example.com/team', got '%s'",
            key);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectMetadata.NONE.withAnnotation(key, "x"))
        .withMessage(
            "the key of an annotation must be a name such as 'team' or 'example.com/team', got '%s'",
            key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "-a",
        "a-",
        "https://a",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void refusesMalformedLabelValue(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectMetadata.NONE.withLabel("team", value))
        .withMessage(
            "the value of label 'team' must consist of at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, got '%s'",
            value);
  }

  @Test
  void takesAnyTextAsAnnotation() {
    assertThat(ObjectMetadata.NONE.withAnnotation("docs", "https://a b").annotations())
        .containsEntry("docs", "https://a b");
  }

  @Test
  void emptyMetadataStaysEmpty() {
    ObjectMetadata unused = ObjectMetadata.NONE.withLabel("team", "web");

    assertThat(unused.isEmpty()).isFalse();
    assertThat(ObjectMetadata.NONE.isEmpty()).isTrue();
    assertThat(ObjectMetadata.NONE.withAnnotation("a", "b").isEmpty()).isFalse();
  }

  @Test
  void refusesALabelOrAnAnnotationTwice() {
    ObjectMetadata web =
        ObjectMetadata.NONE.withLabel("team", "web").withAnnotation("owner", "web");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> web.withLabel("team", "platform"))
        .withMessage("a label must be set only once, got 'team' twice; remove one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> web.withAnnotation("owner", "platform"))
        .withMessage("an annotation must be set only once, got 'owner' twice; remove one");
  }

  @Test
  void otherMetadataOverridesKeyByKey() {
    ObjectMetadata web = ObjectMetadata.NONE.withLabel("team", "web").withAnnotation("a", "1");
    ObjectMetadata ours = ObjectMetadata.NONE.withLabel("team", "us").withAnnotation("b", "2");

    assertThat(web.overriddenBy(ours))
        .isEqualTo(
            ObjectMetadata.NONE
                .withLabel("team", "us")
                .withAnnotation("a", "1")
                .withAnnotation("b", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b/c", "-a/b", "/b", "a_b/c", "A/b", "a/b/c", "a/", "", "a b", "é"})
  void refusesKeysThatAreNotQualifiedNames(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectMetadata.NONE.withLabel(key, "x"))
        .withMessage(
            "the key of a label must be a name such as 'team' or 'example.com/team', got '"
                + key
                + "'");
  }

  @Test
  void refusesAKeyWhosePrefixIsLongerThanADomain() {
    String longest = "a." + "b".repeat(251);

    assertThat(ObjectMetadata.NONE.withLabel(longest + "/c", "x").labels()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectMetadata.NONE.withLabel(longest + "b/c", "x"));
  }

  @Test
  void refusesMoreAnnotationsThanAnObjectHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectMetadata.NONE.withAnnotation("a", "\u00e9".repeat(131072)))
        .withMessage(
            "the annotations of an object must have at most 262144 bytes together, got '262145'; shorten them");
    assertThat(
            new ObjectMetadata(
                new TreeMap<>(), new TreeMap<>(Map.of("a", "\u00e9".repeat(131071)))))
        .isNotNull();
  }

  @Test
  void podSecurityIsALabel() {
    assertThat(PodSecurity.RESTRICTED.enforcedBy(ObjectMetadata.NONE.withLabel("team", "web")))
        .isEqualTo(
            ObjectMetadata.NONE
                .withLabel("team", "web")
                .withLabel("pod-security.kubernetes.io/enforce", "restricted"));
  }
}
