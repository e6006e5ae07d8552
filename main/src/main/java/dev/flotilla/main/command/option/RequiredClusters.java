package dev.flotilla.main.command.option;

import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Clusters that are named, or those of an environment. */
public final class RequiredClusters extends ClusterOptions {
  @Parameters(paramLabel = "CLUSTER", arity = "0..*", description = "Clusters.")
  private List<String> names = new ArrayList<>();

  @Override
  List<String> names() {
    return names;
  }

  @Override
  List<String> required(List<String> given) {
    if (given.isEmpty()) {
      throw new Failure(
          "clusters must be named, got none; name them, or all of an environment with --environment");
    }
    return given;
  }
}
