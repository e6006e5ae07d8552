package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationTest {
  private static final OciUrl FOLDER = new OciUrl("oci://europe-docker.pkg.dev/acme-prod/flux");

  @Test
  void pushesToTheRegistryFromGit() {
    Organization acme = Organization.onGitHub("ghcr.io", "acme", "fleet");

    assertThat(acme.registry()).isEqualTo("ghcr.io");
    assertThat(acme.fleetArtifact()).isEqualTo(new OciUrl("oci://ghcr.io/acme/fleet"));
    assertThat(acme.fleetGitRepository()).isEqualTo("acme/fleet");
  }

  @Test
  void organizationHasArtifactsThatItsOtherRepositoriesSign() {
    Organization acme = Organization.onGitHub("ghcr.io", "acme", "fleet");

    assertThat(acme.artifacts("apps", "web-apps", ArtifactSigner::gitHubActions))
        .isEqualTo(
            new ArtifactRepository(
                "apps",
                new OciUrl("oci://ghcr.io/acme/web-apps"),
                ArtifactSigner.gitHubActions("acme/web-apps")));
  }

  @Test
  void keepsCapitalsOnlyInGitAndInTheSubjectOfCertificates() {
    Organization acme = Organization.onGitHub("ghcr.io", "Acme-Corp", "Fleet");
    OciSource sync = (OciSource) staging(acme);

    assertThat(sync.url()).isEqualTo(new OciUrl("oci://ghcr.io/acme-corp/fleet"));
    assertThat(subject(sync))
        .isEqualTo(
            "^https://github\\.com/Acme-Corp/Fleet/\\.github/workflows/push-artifact\\.yaml@refs/heads/main$");
    assertThat(acme.gitUrl("Apps")).isEqualTo("https://github.com/Acme-Corp/Apps.git");
    assertThat(acme.sourcePolicy())
        .isEqualTo(
            SourcePolicyProps.of("https://github.com/Acme-Corp/")
                .allowingSigned("oci://ghcr.io/acme-corp/"));
    assertThat(acme.artifacts("apps", "Apps", ArtifactSigner::gitHubActions))
        .isEqualTo(
            new ArtifactRepository(
                "apps",
                new OciUrl("oci://ghcr.io/acme-corp/apps"),
                ArtifactSigner.gitHubActions("Acme-Corp/Apps")));
  }

  @Test
  void organizationMayHaveAFolderOfTheRegistryThatIsNotAnAccount() {
    Organization acme = Organization.builder(FOLDER, "Acme-Corp").build();

    assertThat(acme.registry()).isEqualTo("europe-docker.pkg.dev");
    assertThat(acme.fleetArtifact())
        .isEqualTo(new OciUrl("oci://europe-docker.pkg.dev/acme-prod/flux/fleet"));
    assertThat(acme.fleetGitRepository()).isEqualTo("Acme-Corp/fleet");
    assertThat(Organization.onGitHub("europe-docker.pkg.dev/p", "acme", "fleet").fleetArtifact())
        .isEqualTo(new OciUrl("oci://europe-docker.pkg.dev/p/acme/fleet"));
  }

  @Test
  void organizationMayBeAGroupOfAnotherGitServer() {
    Organization acme =
        Organization.builder(new OciUrl("oci://registry.gitlab.com/acme/platform"), "acme/platform")
            .gitHost("gitlab.com")
            .fleetRepository("Clusters")
            .fleetArtifact("fleet")
            .build();

    assertThat(acme.gitUrl("apps")).isEqualTo("https://gitlab.com/acme/platform/apps.git");
    assertThat(acme.fleetArtifact())
        .isEqualTo(new OciUrl("oci://registry.gitlab.com/acme/platform/fleet"));
    assertThat(acme.fleetGitRepository()).isEqualTo("acme/platform/Clusters");
    assertThat(acme.sourcePolicy())
        .isEqualTo(
            SourcePolicyProps.of("https://gitlab.com/acme/platform/")
                .allowingSigned("oci://registry.gitlab.com/acme/platform/"));
  }

  @Test
  void namesItsReleasesAsGitDoes() {
    Organization acme =
        Organization.builder(new OciUrl("oci://ghcr.io/acme"), "acme")
            .releaseTag(new ReleaseTag("fleet-{version}"))
            .build();

    assertThat(subject((OciSource) sync(acme, Fleets.prod().build())))
        .endsWith("@refs/tags/fleet-\\d+\\.\\d+\\.\\d+$");
    assertThat(subject((OciSource) staging(acme))).endsWith("@refs/heads/main$");
  }

  @Test
  void organizationIsAnExampleOnlyWhenItIsCreatedAsOne() {
    Organization example = Organization.onGitHub("ghcr.io", "acme", "fleet").asExample();

    assertThat(Organization.onGitHub("ghcr.io", "acme", "fleet").isExample()).isFalse();
    assertThat(example.isExample()).isTrue();
    assertThat(example.fleetArtifact()).isEqualTo(new OciUrl("oci://ghcr.io/acme/fleet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ghcr io", "oci://ghcr.io", "https://ghcr.io", "ghcr.io/", "a@b"})
  void refusesARegistryThatIsNoHost(String registry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Organization.onGitHub(registry, "acme", "fleet"))
        .withMessage(
            "the registry of an organization must be a host such as 'ghcr.io', with a folder if it needs one, without 'oci://' or 'https://', got '%s'",
            registry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme corp", "-acme", "acme--corp", "acme.corp", "@acme"})
  void refusesAnOwnerThatIsNoAccountOnGitHub(String owner) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Organization.onGitHub("ghcr.io", owner, "fleet"))
        .withMessage(
            "the owner on GitHub must be one account such as 'Acme-Corp', got '%s'", owner);
  }

  @Test
  void offersTheBuilderToAnOwnerWithFolders() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Organization.onGitHub("europe-docker.pkg.dev", "acme-prod/flux", "fleet"))
        .withMessage(
            "the owner on GitHub must be one account such as 'Acme-Corp', got 'acme-prod/flux'; where registry and Git differ, use Organization.builder(new OciUrl(\"oci://<registry>/acme-prod/flux\"), \"<owner>\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gitlab.com",
        "gitlab com",
        "gitlab.com/acme",
        "GitLab.com",
        "gitlab..com",
        "gitlab.com:99999"
      })
  void refusesAGitServerThatIsNoHost(String host) {
    Organization.Builder acme = Organization.builder(FOLDER, "acme/platform").gitHost(host);

    assertThatIllegalArgumentException()
        .isThrownBy(acme::build)
        .withMessage(
            "the Git server of an organization must be a host such as 'gitlab.com', without 'https://', got '%s'",
            host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme//platform", "/acme", "acme/"})
  void refusesMalformedGroup(String group) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Organization.builder(FOLDER, group).gitHost("gitlab.com").build())
        .withMessage(
            "the owner of an organization's Git repositories must be a group such as 'acme/platform', got '%s'",
            group);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fleet:1", "acme/fleet", "fleet "})
  void refusesARepositoryWithMoreThanItsName(String repository) {
    String message =
        "a repository of an organization must be its name alone such as 'fleet', got '%s'"
            .formatted(repository);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Organization.onGitHub("ghcr.io", "acme", repository))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Organization.onGitHub("ghcr.io", "acme", "fleet")
                    .artifacts("apps", repository, ArtifactSigner::gitHubActions))
        .withMessage(message);
  }

  private static Object staging(Organization organization) {
    return sync(organization, Fleets.staging().build());
  }

  private static Object sync(Organization organization, Cluster cluster) {
    return new ClusterResolver(Fleets.of(cluster).toBuilder().organization(organization).build())
        .sync(cluster);
  }

  private static String subject(OciSource source) {
    Map<String, Object> spec = source.verification().toSpec().orElseThrow();
    Map<?, ?> identity = (Map<?, ?>) ((List<?>) spec.get("matchOIDCIdentity")).get(0);
    return (String) identity.get("subject");
  }
}
