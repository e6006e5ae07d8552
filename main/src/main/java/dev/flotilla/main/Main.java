package dev.flotilla.main;

import dev.flotilla.stacks.d2.D2Fleet;

/** The program with this repository's own fleet. */
final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Flotilla.run(D2Fleet::fleet, args));
  }
}
