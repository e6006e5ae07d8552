package dev.flotilla.main;

/**
 * The program of the distribution, which has no fleet: {@code check} and {@code publish} work for
 * one that is named.
 */
final class FleetlessProgram {
  private FleetlessProgram() {}

  /** Runs the command that {@code args} name. */
  public static void main(String[] args) {
    System.exit(Flotilla.runWithoutFleet(args));
  }
}
