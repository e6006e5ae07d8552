package dev.flotilla.main.project;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.Upgrade;
import dev.flotilla.fleet.content.helm.Values;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.render.ContentRenderer;
import dev.flotilla.fleet.render.UpdateFiles;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content that a new project begins with, as its {@code MyContent.java} declares it.
 *
 * @param organization the organization of the fleet that runs it
 * @param repository the name of its Git repository
 * @param name the name of its artifact
 */
public record FirstContent(Organization organization, String repository, String name) {
  public FirstContent {
    Rfc1123.label("the name of a component, which its folder has,", name);
  }

  /** Returns where its charts are. */
  public OciUrl charts() {
    return organization.registryFolder().child("charts");
  }

  /** Returns the written content, from path to text. */
  public SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    Content content = content();
    ContentRenderer.render(content)
        .files()
        .forEach((path, text) -> files.put("components/" + name + "/" + path, text));
    new UpdateFiles(List.of(content))
        .files(Path.of("components"))
        .forEach((path, text) -> files.put(path.toString(), text));
    return files;
  }

  private Content content() {
    HelmRelease release =
        HelmRelease.builder(
                name, Chart.oci(charts().child(name)).at(Versions.NONE.chart(name, "1.0.0")))
            .values(Values.of("replicaCount", 1))
            .valuesIn(Environment.PRODUCTION, Values.of("replicaCount", 2))
            .upgrade(Upgrade.retries(3).rollback())
            .build();
    return Content.builder(name, Environment.STAGING, Environment.PRODUCTION)
        .objects(release)
        .build();
  }

  /** Returns a fleet that runs it as a tenant, by which its workflows sign. */
  public Fleet fleet() {
    return Fleet.builder(organization, new FluxRelease("2.x", "0.59.0"))
        .addTenant(
            TenantProps.builder(
                    organization
                        .artifacts(repository, repository, ArtifactSigner::gitHubActions)
                        .artifact(name))
                .build())
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .addCluster(Cluster.workload("production", Environment.PRODUCTION).build())
        .build();
  }
}
