import com.hashicorp.cdktf.DataResource;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.StackCustomizer;
import dev.flotilla.d2.D2Fleet;
import java.nio.file.Path;
import java.util.Map;

/** A program of one's own on the libraries: this repository's fleet, but for what a test varies. */
final class VariedFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(VariedFleet::fleet, customizer(), args));
  }

  static StackCustomizer customizer() {
    String note = System.getProperty("fleet.note", "");
    return note.isEmpty()
        ? StackCustomizer.NONE
        : (stack, cluster) ->
            DataResource.Builder.create(stack, "note").input(Map.of("text", note)).build();
  }

  static Fleet fleet() {
    Fleet fleet = D2Fleet.fleet();
    Organization organization = fleet.organization();
    Fleet.Builder varied =
        fleet.toBuilder()
            .organization(
                Organization.onGitHub(
                    organization.registry(),
                    organization.owner(),
                    System.getProperty("fleet.repository", organization.fleetRepository())))
            .fluxRelease(
                vendored(
                    new FluxRelease(
                        System.getProperty("fleet.flux", fleet.fluxRelease().distribution().version()),
                        System.getProperty("fleet.operator", fleet.fluxRelease().operator().version().toString()))));
    fleet
        .pullCredential()
        .map(credential -> credential.withRevision(Integer.getInteger("fleet.revision", 1)))
        .ifPresent(varied::pullCredential);
    String bucket = System.getProperty("fleet.bucket", "");
    if (!bucket.isEmpty()) {
      varied.sourcePolicy(
          fleet.sourcePolicy().orElseThrow().allowing(new AllowedBucket(bucket, "fleet")));
    }
    Fleet built = varied.build();
    if (System.getProperty("fleet.credential", "").equals("none")) {
      return withoutCredential(built);
    }
    return System.getProperty("fleet.size", "").equals("none") ? withoutSize(built) : built;
  }

  /** A registry that everybody may pull from. */
  private static Fleet withoutCredential(Fleet fleet) {
    Fleet.Builder varied = withoutCredentialAndClusters(fleet);
    fleet.clusters().forEach(varied::addCluster);
    return varied.build();
  }

  /** The workload clusters as Flux has them where nobody sets their size. */
  private static Fleet withoutSize(Fleet fleet) {
    Fleet.Builder varied = withoutCredentialAndClusters(fleet);
    fleet.pullCredential().ifPresent(varied::pullCredential);
    fleet.clusters().stream().map(VariedFleet::withoutSize).forEach(varied::addCluster);
    return varied.build();
  }

  private static Fleet.Builder withoutCredentialAndClusters(Fleet fleet) {
    Fleet.Builder varied =
        Fleet.builder(fleet.organization(), fleet.fluxRelease()).sync(fleet.sync()).mirror(fleet.mirror());
    fleet.pullIdentity().ifPresent(varied::pullIdentity);
    fleet.registryAuthorities().forEach(varied::addRegistryAuthority);
    fleet.credentials().forEach(varied::addCredential);
    fleet.workloads().componentSets().forEach(varied::addComponentSet);
    fleet.workloads().tenants().forEach(varied::addTenant);
    fleet.sourcePolicy().ifPresent(varied::sourcePolicy);
    return varied;
  }

  private static Cluster withoutSize(Cluster cluster) {
    if (cluster.role() != Cluster.Role.WORKLOAD) {
      return cluster;
    }
    return cluster.toBuilder()
        .flux(FluxSettings.workload().cluster(cluster.flux().cluster().withoutSize()).build())
        .build();
  }

  private static FluxRelease vendored(FluxRelease release) {
    String chart = System.getProperty("fleet.chart", "");
    return chart.isEmpty()
        ? release
        : release.withOperator(release.operator().vendored(Path.of(chart)));
  }
}
