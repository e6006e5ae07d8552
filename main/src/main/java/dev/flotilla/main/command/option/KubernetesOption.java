package dev.flotilla.main.command.option;

import dev.flotilla.main.report.Failure;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The version of Kubernetes that clusters have. */
public final class KubernetesOption {
  private static final Pattern VERSION = Pattern.compile("1\\.\\d{1,3}");

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      defaultValue = "",
      description = {
        "The version of all clusters, such as 1.35; by default what the fleet",
        "says of each, or else the newest known."
      })
  private String version = "";

  /** Returns it; empty means that of each cluster. */
  public String version() {
    if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
      throw new Failure(
          "--kubernetes must be a version such as '1.35', got '%s'; correct it".formatted(version));
    }
    return version;
  }
}
