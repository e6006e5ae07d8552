package dev.flotilla.main.publish;

import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.resolve.ResolvedFleet;

/** Fleets as they are packed. */
public final class RenderedFleets {
  private RenderedFleets() {}

  public static RenderedFleet example() {
    return RenderedFleet.of(ResolvedFleet.of(ExampleFleet.fleet()));
  }
}
