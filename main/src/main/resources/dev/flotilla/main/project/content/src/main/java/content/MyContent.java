package content;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.Upgrade;
import dev.flotilla.fleet.content.helm.Values;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.Flotilla;
import java.util.List;

/** What is inside the artifact, and the program that writes it. */
public final class MyContent {
  private MyContent() {}

  public static void main(String[] args) {
    System.exit(Flotilla.content(MyContent::contents, args));
  }

  /**
   * Returns the content of each artifact that this repository builds, a folder in components/.
   *
   * @param versions those in components/versions.yaml, which begins with the version that is here
   */
  static List<Content> contents(Versions versions) {
    Chart chart =
        Chart.oci(new OciUrl("{{charts}}/{{name}}")).at(versions.chart("{{name}}", "1.0.0"));
    HelmRelease release =
        HelmRelease.builder("{{name}}", chart)
            .values(Values.of("replicaCount", 1))
            .valuesIn(PRODUCTION, Values.of("replicaCount", 2))
            .upgrade(Upgrade.retries(3).rollback())
            .build();
    return List.of(Content.builder("{{name}}", STAGING, PRODUCTION).objects(release).build());
  }
}
