package dev.flotilla.stacks.random;

import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.source.BucketSource;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncOptions;
import dev.flotilla.fleet.source.SyncSource;
import java.time.Duration;
import java.util.List;

/** Where the clusters of a fleet find what they run. */
final class RandomSync {
  private static final String FOLDER = "clusters";
  private static final OciUrl LOOPBACK = new OciUrl("oci://localhost:5000/fleet");

  private final Choices choices;
  private final RandomCredentials credentials;
  private final RandomSigners signers;

  RandomSync(Choices choices) {
    this.choices = choices;
    this.credentials = new RandomCredentials(choices);
    this.signers = new RandomSigners(choices);
  }

  FleetSync sync(Organization organization) {
    boolean isOnGitHub = RandomOrganization.isOnGitHub(organization);
    FleetSync signed =
        FleetSync.artifactSignedBy(
            signers.signer(organization.fleetGitRepository(), isOnGitHub, List.of("fleet")));
    return choices.oneOf(
        signed,
        isOnGitHub ? FleetSync.artifactSignedByWorkflow("push-artifact.yaml") : signed,
        FleetSync.unsignedArtifact(),
        FleetSync.from(oci()),
        FleetSync.from(git()),
        FleetSync.from(bucket()));
  }

  private SyncSource oci() {
    OciSource remote =
        SyncSource.oci(
            new OciUrl("oci://registry.acme.example/fleet"),
            new OciTag("v1.2.3"),
            FOLDER,
            signers.verification());
    OciSource source = choices.rarely(remote, value -> value.withUrl(LOOPBACK, true));
    OciSource reached =
        choices.maybe()
            ? source.withCredential(RandomCredentials.IMAGES)
            : source.withOptions(source.options().withCloud(choices.of(SyncOptions.Cloud.class)));
    return reached.withOptions(options(reached.options()));
  }

  private SyncSource git() {
    GitSource source =
        choices.oneOf(
            SyncSource.git("https://dev.azure.com/acme/fleet", GitRef.tag("v1.2.3"), FOLDER),
            credentials.git("fleet"));
    GitSource reached =
        source.options().credential().isPresent()
            ? source
            : source.withOptions(
                source
                    .options()
                    .withCloud(choices.oneOf(SyncOptions.Cloud.AWS, SyncOptions.Cloud.AZURE)));
    return reached.withOptions(options(reached.options()).withPath("platform/" + FOLDER));
  }

  private SyncSource bucket() {
    BucketSource source =
        choices.oneOf(
            SyncSource.bucket("https://minio.acme.example:9000", "fleet", FOLDER),
            SyncSource.bucket("http://minio.storage.svc.cluster.local", "fleet", FOLDER));
    BucketSource located = choices.sometimes(source, value -> value.withRegion("us-east-1"));
    BucketSource reached =
        choices.maybe()
            ? located.withCredential(RandomCredentials.BUCKET)
            : located.withOptions(located.options().withCloud(choices.of(SyncOptions.Cloud.class)));
    return reached.withOptions(options(reached.options()));
  }

  private SyncOptions options(SyncOptions options) {
    SyncOptions paced =
        choices.sometimes(options, value -> value.withInterval(Duration.ofSeconds(90)));
    SyncOptions trusting = choices.rarely(paced, value -> value.withCertSecret("source-ca"));
    return choices.rarely(trusting, value -> value.withProxySecret("source-proxy"));
  }
}
