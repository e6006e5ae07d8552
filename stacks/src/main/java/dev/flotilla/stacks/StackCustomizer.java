package dev.flotilla.stacks;

import dev.flotilla.fleet.cluster.Cluster;

/**
 * Adds constructs of a user's own to the stack of each cluster that is synthesized, after all of
 * the fleet's: once applied, they are OpenTofu's as any others are. No value of the fleet holds it.
 *
 * <p>Constructs for Flux, such as a {@code Tenant} or a {@code ComponentSet}, are refused: commands
 * that do not synthesize would miss them.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   StackCustomizer customizer =
 *       (stack, cluster) ->
 *           new TerraformOutput(
 *               stack, "region", TerraformOutputConfig.builder().value("eu-central-1").build());
 *   System.exit(Flotilla.run(AcmeFleet::fleet, customizer, args));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface StackCustomizer {
  /** Adds nothing. */
  StackCustomizer NONE = (stack, cluster) -> {};

  /**
   * Adds constructs to {@code stack}.
   *
   * @param cluster what the stack is of
   */
  void customize(ClusterStack stack, Cluster cluster);
}
