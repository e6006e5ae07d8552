package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.List;
import java.util.Map;

/**
 * More replicas of the controllers, each for the objects with its label {@code
 * sharding.fluxcd.io/key}.
 *
 * @param shards the values of the label, at least one
 * @param isPersistent whether each shard's source-controller has a volume; it needs {@link Storage}
 */
public record Sharding(List<String> shards, boolean isPersistent) {
  /** The label whose value is an object's shard; objects without it are the main controllers'. */
  public static final String KEY = "sharding.fluxcd.io/key";

  public Sharding {
    shards = List.copyOf(shards);
    if (shards.isEmpty()) {
      throw new IllegalArgumentException(
          "sharding needs at least one shard, got none; name one, such as 'shard1'");
    }
    for (String shard : shards) {
      Rfc1123.label("a shard", shard);
    }
    if (shards.stream().distinct().count() < shards.size()) {
      throw new IllegalArgumentException(
          "the shards must differ, got '" + shards + "'; name each once");
    }
  }

  /** Returns shards whose source-controllers keep what they fetch while their pods live. */
  public static Sharding ephemeral(String... shards) {
    return new Sharding(List.of(shards), false);
  }

  /** Returns shards whose source-controllers each have a volume of the {@link Storage}. */
  public static Sharding persistent(String... shards) {
    return new Sharding(List.of(shards), true);
  }

  Map<String, Object> toSpec() {
    return Ordered.map("shards", shards, "storage", isPersistent ? "persistent" : "ephemeral");
  }
}
