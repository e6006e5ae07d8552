package dev.flotilla.stacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.resolve.ClusterResolver;

/** Synthesizes single stacks, with their validations and without files. */
public final class Synth {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Synth() {}

  /** Returns the JSON of one cluster's stack. */
  public static JsonNode json(Fleet fleet, String cluster) {
    ClusterStack stack =
        new ClusterStack(
            Testing.app(),
            new ClusterResolver(fleet).resolve(fleet.cluster(cluster).orElseThrow()));
    try {
      return JSON.readTree(Testing.synth(stack, true));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a stack must synthesize to JSON", e);
    }
  }
}
