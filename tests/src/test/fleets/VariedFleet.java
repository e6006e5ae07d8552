import dev.flotilla.constructs.policy.AllowedBucket;
import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.FluxRelease;
import dev.flotilla.stacks.Organization;
import dev.flotilla.stacks.d2.D2Fleet;
import java.nio.file.Path;

/** A program of one's own on the libraries: this repository's fleet, but for what a test varies. */
final class VariedFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(() -> vary(D2Fleet.fleet()), args));
  }

  private static Fleet vary(Fleet fleet) {
    Organization organization = fleet.organization();
    Fleet.Builder varied =
        fleet.toBuilder()
            .organization(
                new Organization(
                    organization.registry(),
                    organization.owner(),
                    System.getProperty("fleet.repository", organization.fleetRepository())))
            .flux(
                vendored(
                    new FluxRelease(
                        System.getProperty("fleet.flux", fleet.flux().distribution().version()),
                        System.getProperty("fleet.operator", fleet.flux().operator().version()))));
    fleet
        .pullCredential()
        .map(credential -> credential.withRevision(Integer.getInteger("fleet.revision", 1)))
        .ifPresent(varied::pullCredential);
    String bucket = System.getProperty("fleet.bucket", "");
    if (!bucket.isEmpty()) {
      varied.sourcePolicy(
          fleet.sourcePolicy().orElseThrow().allowing(new AllowedBucket(bucket, "fleet")));
    }
    return varied.build();
  }

  private static FluxRelease vendored(FluxRelease release) {
    String chart = System.getProperty("fleet.chart", "");
    return chart.isEmpty()
        ? release
        : release.withOperator(release.operator().vendored(Path.of(chart)));
  }
}
