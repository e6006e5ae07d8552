import dev.flotilla.fleet.content.ConfigMapFiles;
import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.ContentItem;
import dev.flotilla.fleet.content.Manifest;
import dev.flotilla.fleet.content.Text;
import dev.flotilla.fleet.content.Variable;
import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.DriftDetection;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.OciChart;
import dev.flotilla.fleet.content.helm.Upgrade;
import dev.flotilla.fleet.content.helm.Values;
import dev.flotilla.fleet.content.helm.ValuesSource;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.Flotilla;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A chart released by a component and by two tenants, as system properties vary it. */
final class ReleasedContent {
  private static final Variable DOMAIN = new Variable("CLUSTER_DOMAIN");

  public static void main(String[] args) {
    System.exit(Flotilla.content(ReleasedContent::all, args));
  }

  private static List<Content> all() {
    return List.of(
        Content.builder("platform", Environment.STAGING, Environment.PRODUCTION)
            .controllers(release(true))
            .configs(script())
            .build(),
        Content.builder("shop", Environment.STAGING, Environment.PRODUCTION)
            .objects(release(false), script(), more())
            .build(),
        Content.builder("blog", Environment.STAGING, Environment.PRODUCTION)
            .objects(release(false), script())
            .build());
  }

  /** Only a component may have objects of the whole cluster. */
  private static ContentItem release(boolean isOfComponent) {
    OciChart chart =
        Chart.oci(new OciUrl("oci://" + System.getProperty("fleet.registry") + "/acme/charts/web"))
            .at(Version.of(System.getProperty("fleet.version")))
            .withInterval(Duration.ofMinutes(1));
    return HelmRelease.builder("web", chart)
        .timeout(Duration.ofSeconds(20))
        .upgrade(Upgrade.retries(0).rollback())
        .driftDetection(DriftDetection.enabled())
        .addValuesFrom(ValuesSource.configMap("more").withKey("host").at("more", "a.b").optional())
        .values(
            Values.of(
                "replicaCount", 1,
                "broken", false,
                "cluster", isOfComponent,
                "text", "${HOME} $$ $x",
                "host", Text.of("web.").and(DOMAIN),
                "flag", "on",
                "octal", "012",
                "exponent", "1e3",
                "number", 12345,
                "dropped", "shared"))
        .valuesIn(
            Environment.STAGING,
            Values.of(
                "replicaCount", Integer.getInteger("fleet.replicas"),
                "broken", Boolean.getBoolean("fleet.broken"),
                "dropped", null))
        .build();
  }

  private static ConfigMapFiles script() {
    return ConfigMapFiles.of("script", Map.of("run.sh", "echo ${HOME} $$\n"));
  }

  private static Manifest more() {
    return Manifest.of(
        "v1", "ConfigMap", "more", Map.of("data", Map.of("host", Text.of(DOMAIN).and(",x"))));
  }
}
