package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageAndShardingTest {
  @Test
  void storageHasClassAndSize() {
    assertThat(new Storage("standard", "10Gi").toSpec())
        .isEqualTo(Map.of("class", "standard", "size", "10Gi"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10GB", "-1Gi", "ten"})
  void refusesMalformedSize(String size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Storage("standard", size))
        .withMessage(
            "the size of the storage must be a Kubernetes quantity such as '500m' or '2Gi', got '"
                + size
                + "'");
  }

  @Test
  void refusesAnEmptySize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Storage("standard", "0Gi"))
        .withMessage("the size of the storage must be above zero, got '0Gi'");
  }

  @Test
  void refusesMalformedStorageClass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Storage("my class", "10Gi"))
        .withMessage(
            "the storage class must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'my class'");
  }

  @Test
  void shardsKeepTheirOrder() {
    assertThat(Sharding.ephemeral("b", "a").toSpec())
        .isEqualTo(Map.of("shards", List.of("b", "a"), "storage", "ephemeral"));
    assertThat(Sharding.persistent("a").toSpec()).containsEntry("storage", "persistent");
  }

  @Test
  void refusesAnEmptyListOfShards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sharding.ephemeral())
        .withMessage("sharding needs at least one shard, got none; name one, such as 'shard1'");
  }

  @Test
  void refusesEqualShards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sharding.ephemeral("a", "a"))
        .withMessage("the shards must differ, got '[a, a]'; name each once");
  }

  @Test
  void refusesMalformedShard() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sharding.ephemeral("Shard_1"))
        .withMessage(
            "a shard must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Shard_1'");
  }
}
