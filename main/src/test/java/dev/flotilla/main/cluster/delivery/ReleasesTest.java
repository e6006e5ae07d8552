package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flotilla.main.cluster.delivery.ReleaseStatus.ChartVersion;
import dev.flotilla.main.cluster.delivery.ReleaseStatus.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private static final String OLD =
      "sha256:5be2f0c4d1a29127703581e2ab37912770358100aa11bb22cc33dd44ee55ff66";
  private static final String NEW =
      "sha256:1b1f0b52d1a29127703581e2ab37912770358100aa11bb22cc33dd44ee55ff66";

  private static final String DEPLOYED =
      "{version: 1, status: deployed, chartName: web, chartVersion: 1.0.0+5be2f0c4d1a2, appVersion: 6.9.1, ociDigest: '%s'}"
          .formatted(OLD);
  private static final String ATTEMPTED =
      "lastAttemptedRevision: 1.1.0+1b1f0b52d1a2, lastAttemptedRevisionDigest: '%s', lastAttemptedReleaseAction: upgrade"
          .formatted(NEW);

  private final TestFleet cluster = new TestFleet();

  @BeforeEach
  void applyAReleaseByTheTenant() {
    cluster.kustomization(
        "backend", "apps", TestFleet.BACKEND, "backend_web_helm.toolkit.fluxcd.io_HelmRelease");
  }

  @Test
  void namesTheChartWithoutTheDigestThatFluxAddsToItsVersion() {
    release("history: [%s]".formatted(DEPLOYED), "Released", "True", "InstallSucceeded");

    assertThat(release())
        .isEqualTo(
            new ReleaseStatus(
                "backend/web",
                State.DEPLOYED,
                new ChartVersion("web", "1.0.0", OLD),
                "6.9.1",
                1,
                "",
                new ChartVersion("", "", ""),
                ""));
  }

  @Test
  void keepsTheBuildMetadataOfAChartFromElsewhere() {
    release(
        "history: [{version: 3, status: deployed, chartName: web, chartVersion: 1.0.0+5be2f0c4d1a2}]",
        "Released",
        "True",
        "UpgradeSucceeded");

    assertThat(release().deployed()).isEqualTo(new ChartVersion("web", "1.0.0+5be2f0c4d1a2", ""));
  }

  @Test
  void namesTheDigestOfTheReleaseThatWasRolledBackTo() {
    release(
        "history: [{version: 3, status: deployed, chartName: web, chartVersion: 1.0.0+5be2f0c4d1a2}, {version: 2, status: failed, chartName: web, chartVersion: 1.1.0+1b1f0b52d1a2, ociDigest: '%s'}, %s]"
            .formatted(NEW, DEPLOYED.replace("deployed", "superseded")),
        "Remediated",
        "True",
        "RollbackSucceeded");

    assertThat(release().deployed()).isEqualTo(new ChartVersion("web", "1.0.0", OLD));
    assertThat(release().revision()).isEqualTo(3);
  }

  @Test
  void namesWhatRunsBesideWhatIsBeingAttempted() {
    release(
        "history: [{version: 2, status: pending-upgrade, chartName: web, chartVersion: 1.1.0}, %s], %s"
            .formatted(DEPLOYED, ATTEMPTED),
        "Released",
        "True",
        "InstallSucceeded");

    assertThat(release().deployed().version()).isEqualTo("1.0.0");
    assertThat(release().attempted()).isEqualTo(new ChartVersion("", "1.1.0", NEW));
  }

  @Test
  void releasesAreNotInstalledBeforeTheFirstVersionIs() {
    release("history: []", "Reconciling", "True", "Progressing");

    assertThat(release().state()).isEqualTo(State.NOT_INSTALLED);
    assertThat(release().deployed()).isEqualTo(new ChartVersion("", "", ""));
  }

  @Test
  void releasesHaveFailedWithTheirUpgradeOrItsTest() {
    release("history: [%s]".formatted(DEPLOYED), "Released", "False", "UpgradeFailed");
    assertThat(release().state()).isEqualTo(State.FAILED);

    release("history: [%s]".formatted(DEPLOYED), "TestSuccess", "False", "TestFailed");
    assertThat(release().state()).isEqualTo(State.FAILED);
  }

  @Test
  void releasesAreRolledBackOrUninstalledWhenThatHasSucceeded() {
    release("history: [%s]".formatted(DEPLOYED), "Remediated", "True", "RollbackSucceeded");
    assertThat(release().state()).isEqualTo(State.ROLLED_BACK);

    release("history: []", "Remediated", "True", "UninstallSucceeded");
    assertThat(release().state()).isEqualTo(State.UNINSTALLED);
  }

  @Test
  void releasesHaveDriftedUntilThatIsUndone() {
    release("history: [%s]".formatted(DEPLOYED), "Drifted", "True", "DriftDetected");
    assertThat(release().state()).isEqualTo(State.DRIFTED);

    release("history: [%s]".formatted(DEPLOYED), "Drifted", "False", "NoDriftDetected");
    assertThat(release().state()).isEqualTo(State.DEPLOYED);
  }

  @Test
  void releasesAreFoundBelowAKustomizationOfATenantAndBelowARelease() {
    cluster.kustomization(
        "backend",
        "apps",
        TestFleet.BACKEND,
        "backend_own_kustomize.toolkit.fluxcd.io_Kustomization");
    cluster.kustomization(
        "backend", "own", TestFleet.BACKEND, "backend_web_helm.toolkit.fluxcd.io_HelmRelease");
    release(
        "inventory: {entries: [{id: backend_below_helm.toolkit.fluxcd.io_HelmRelease, v: v2}]}",
        "Released",
        "True",
        "InstallSucceeded");
    release("below", "history: []", "Released", "True", "InstallSucceeded");

    assertThat(releases())
        .extracting(ReleaseStatus::name)
        .containsExactly("backend/web", "backend/below");
  }

  @Test
  void releasesAreShownOnceAtTheDeliveryThatAppliesThem() {
    release("history: [%s]".formatted(DEPLOYED), "Released", "True", "InstallSucceeded");
    Delivery tenants = cluster.look().deliveries().get(0);

    assertThat(cluster.look().releases()).isEmpty();
    assertThat(tenants.releases()).isEmpty();
    assertThat(tenants.deliveries().get(0).releases()).hasSize(1);
  }

  @Test
  void releasesAreLeftOutWhereTheyAreNotThere() {
    assertThat(releases()).isEmpty();
  }

  @Test
  void releasesThatTheClusterDoesNotListAreNamedWithItsReason() {
    cluster.kustomization(
        "backend",
        "apps",
        TestFleet.BACKEND,
        "backend_web_helm.toolkit.fluxcd.io_HelmRelease",
        "backend_cache_helm.toolkit.fluxcd.io_HelmRelease");
    cluster.refuse("HelmRelease", "cluster 'staging' refused the request");

    assertThat(releases())
        .extracting(ReleaseStatus::name, ReleaseStatus::state, ReleaseStatus::message)
        .containsExactly(
            tuple("backend/web", State.UNREADABLE, "cluster 'staging' refused the request"),
            tuple("backend/cache", State.UNREADABLE, "cluster 'staging' refused the request"));
    assertThat(cluster.look().isReady()).isTrue();
  }

  private ReleaseStatus release() {
    assertThat(releases()).hasSize(1);
    return releases().get(0);
  }

  private List<ReleaseStatus> releases() {
    return Stream.of(cluster.look())
        .flatMap(Delivery::all)
        .flatMap(delivery -> delivery.releases().stream())
        .toList();
  }

  private void release(String status, String condition, String value, String reason) {
    release("web", status, condition, value, reason);
  }

  private void release(String name, String status, String condition, String value, String reason) {
    cluster.putObject(
        "helm.toolkit.fluxcd.io",
        "HelmRelease",
        "backend",
        name,
        "status: {%s, conditions: [{type: %s, status: '%s', reason: %s}]}"
            .formatted(status, condition, value, reason));
  }
}
