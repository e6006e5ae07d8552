package dev.flotilla.main.command.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Clusters of which at least one is named. */
public final class RequiredClusters extends ClusterOptions {
  @Parameters(paramLabel = "CLUSTER", arity = "1..*", description = "Clusters.")
  private List<String> names = new ArrayList<>();

  @Override
  List<String> names() {
    return names;
  }
}
