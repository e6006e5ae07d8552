package dev.flotilla.main.command.option;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the fleet of an example's organization, which is not the user's, may be deployed. */
public final class TrustOption {
  @Option(
      names = "--trust",
      paramLabel = "OWNER",
      description = {
        "Deploy the fleet of an example's organization:",
        "from then on OWNER decides what runs on the clusters."
      })
  private @Nullable String owner;

  /** Refuses to hand {@code clusters} to the owner of an example. */
  public void check(Fleet fleet, List<Cluster> clusters) {
    Organization organization = fleet.organization();
    if (!organization.isExample() || organization.owner().equals(owner)) {
      return;
    }
    ClusterResolver resolver = new ClusterResolver(fleet);
    ClusterResolver unmirrored = resolver.unmirrored();
    String handedOver =
        clusters.stream()
            .filter(cluster -> address(resolver, cluster).equals(address(unmirrored, cluster)))
            .map(cluster -> "'" + cluster.name() + "'")
            .collect(Collectors.joining(", "));
    if (!handedOver.isEmpty()) {
      throw new Failure(
          "the fleet's organization must be yours, because its owner decides what runs on %s, got the example '%s/%s/%s'; give the fleet an Organization.onGitHub(…) with your registry, owner and repository, mirror '%s' with %s, or trust the example's owner with --trust %s"
              .formatted(
                  handedOver,
                  organization.registry(),
                  organization.owner(),
                  organization.fleetRepository(),
                  organization.registry(),
                  Invocation.MIRROR_VARIABLE,
                  organization.owner()));
    }
  }

  private static String address(ClusterResolver resolver, Cluster cluster) {
    return resolver.sync(cluster).address();
  }
}
