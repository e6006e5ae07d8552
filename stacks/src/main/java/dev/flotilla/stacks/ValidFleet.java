package dev.flotilla.stacks;

/**
 * A fleet that breaks none of the rules that span its values, so that they are checked once, and
 * before anything slow begins.
 */
public record ValidFleet(Fleet fleet) {
  /**
   * Checks {@code fleet}.
   *
   * @throws InvalidFleetException if the fleet breaks a rule; it tells all of them
   */
  public ValidFleet {
    InvalidFleetException.requireNone(FleetRules.check(fleet));
  }
}
