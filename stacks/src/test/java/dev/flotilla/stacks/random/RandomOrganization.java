package dev.flotilla.stacks.random;

import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.Reconciliation;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.artifact.SourceOptions;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.source.OciUrl;
import java.time.Duration;
import java.util.List;

/** Who runs a fleet, and the artifacts that its repositories build. */
final class RandomOrganization {
  private final Choices choices;
  private final RandomSigners signers;
  private final Organization organization;

  RandomOrganization(Choices choices) {
    this.choices = choices;
    this.signers = new RandomSigners(choices);
    this.organization =
        choices.oneOf(
            Organization.onGitHub("ghcr.io", "Acme", "fleet"),
            Organization.onGitHub("ghcr.io", "acme", "fleet").asExample(),
            Organization.builder(
                    new OciUrl("oci://europe-docker.pkg.dev/acme-prod/flux"), "acme/platform")
                .gitHost("gitlab.com")
                .fleetRepository("Fleet")
                .fleetArtifact("all-clusters")
                .releaseTag(new ReleaseTag("release-{version}"))
                .build(),
            Organization.builder(new OciUrl("oci://registry.acme.example:5000/platform"), "acme")
                .fleetRepository("clusters")
                .build());
  }

  Organization organization() {
    return organization;
  }

  static boolean isOnGitHub(Organization organization) {
    return organization.gitHost().equals("github.com");
  }

  /** Returns a repository of the organization, which has {@code artifacts}. */
  ArtifactRepository repository(String name, List<String> artifacts) {
    ArtifactRepository repository =
        organization.artifacts(
            name, "Acme-" + name, git -> signers.signer(git, isOnGitHub(organization), artifacts));
    return choices.rarely(
        repository, value -> value.withReleaseTag(new ReleaseTag("{component}-v{version}")));
  }

  /** Returns a repository in a registry that the organization has not. */
  ArtifactRepository foreignRepository(String name, List<String> artifacts) {
    ArtifactSigner signer = signers.signer("partner/" + name, true, artifacts);
    ArtifactRepository repository =
        new ArtifactRepository(
            name, new OciUrl("oci://registry.acme.example/partner/" + name), signer);
    return choices.sometimes(repository, value -> value.withOwnCredentials("robot-{artifact}"));
  }

  /** Returns an artifact with some of its options. */
  Artifact artifact(ArtifactRepository repository, String name) {
    Artifact plain = repository.artifact(name);
    Artifact consuming =
        choices.sometimes(plain, value -> value.consuming("CLUSTER_NAME", "ENVIRONMENT"));
    Artifact filled =
        choices.rarely(consuming, value -> value.substituting("REPLICAS", "${REPLICAS:=2} \"%\""));
    Artifact paced =
        choices.rarely(
            filled,
            value ->
                value.withReconciliation(
                    Reconciliation.DEFAULT
                        .withSource(Duration.ofSeconds(90))
                        .withInterval(Duration.ofHours(1), Duration.ofMinutes(2))
                        .withTimeout(Duration.ofMinutes(10))));
    Artifact pulled =
        choices.rarely(
            paced,
            value ->
                value.withCredential(
                    Credential.registry(name + "-login", repository.url().host(), "robot")));
    Artifact sourced =
        choices.rarely(
            pulled,
            value ->
                value.withSourceOptions(
                    SourceOptions.DEFAULT
                        .withTimeout(Duration.ofMinutes(2))
                        .withLayer("application/vnd.acme.config.v1.tar+gzip")
                        .withIgnored("/docs", "!/docs/*.yaml")));
    return choices.oneOf(
        sourced,
        sourced,
        sourced.withDecryption(RandomCredentials.DECRYPTION),
        sourced.withCloudDecryption());
  }
}
