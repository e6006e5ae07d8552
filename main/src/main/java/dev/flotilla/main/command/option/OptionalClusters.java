package dev.flotilla.main.command.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Clusters that are named, or the whole fleet. */
public final class OptionalClusters extends ClusterOptions {
  @Parameters(paramLabel = "CLUSTER", description = "Clusters; without one, the whole fleet.")
  private List<String> names = new ArrayList<>();

  @Override
  List<String> names() {
    return names;
  }

  @Override
  List<String> required(List<String> given) {
    return given;
  }
}
