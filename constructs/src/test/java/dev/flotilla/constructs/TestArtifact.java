package dev.flotilla.constructs;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.constructs.artifact.FluxArtifactProps;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.stream.Collectors;

/** The fleet artifact of one cluster, in a stack of its own. */
public final class TestArtifact {
  /** The cluster. */
  public static final Cluster STAGING = Cluster.workload("staging", Environment.STAGING).build();

  /** A fleet that has only the cluster. */
  public static final Fleet FLEET =
      Fleet.builder(
              Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
          .addCluster(STAGING)
          .build();

  private TestArtifact() {}

  /** Returns an empty one, at {@code app/staging}. */
  public static FluxArtifact create() {
    return new FluxArtifact(
        new TerraformStack(Testing.app(), "app"),
        "staging",
        new FluxArtifactProps(ResolvedFleet.of(FLEET).cluster(STAGING)));
  }

  /** Returns the text of one file. */
  public static String file(FluxArtifact artifact, String path) {
    return artifact.getFiles().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }
}
