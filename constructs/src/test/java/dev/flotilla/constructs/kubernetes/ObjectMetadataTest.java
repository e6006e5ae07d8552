package dev.flotilla.constructs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class ObjectMetadataTest {
  @Test
  void isSortedByKey() {
    ObjectMetadata metadata =
        ObjectMetadata.NONE
            .withLabel("team", "web")
            .withLabel("cost", "7")
            .withAnnotation("b", "1");

    assertThat(metadata.labels()).containsExactly(entry("cost", "7"), entry("team", "web"));
    assertThat(metadata.annotations()).containsExactly(entry("b", "1"));
    assertThat(metadata.isEmpty()).isFalse();
  }

  @Test
  void noneIsEmptyAndStaysEmpty() {
    ObjectMetadata unused = ObjectMetadata.NONE.withLabel("team", "web");

    assertThat(unused.isEmpty()).isFalse();
    assertThat(ObjectMetadata.NONE.isEmpty()).isTrue();
    assertThat(ObjectMetadata.NONE.withAnnotation("a", "b").isEmpty()).isFalse();
  }
}
