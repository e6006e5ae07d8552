package dev.flotilla.main.cluster.delivery;

import static dev.flotilla.main.cluster.delivery.TestFleet.BACKEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObstacleTest {
  private final TestFleet cluster = new TestFleet();

  @Test
  void obstaclesReportCausesBeforeWhatWaitsForThem() {
    cluster.put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        "backend",
        "apps",
        "spec: {sourceRef: {kind: OCIRepository, name: apps}}",
        "lastAppliedRevision: ''",
        "False",
        "DependencyNotReady",
        "dependency 'infra/monitoring' is not ready");
    cluster.putBackendSource(
        "spec: {}",
        "observedGeneration: 2",
        "False",
        "OCIArtifactPullFailed",
        "GET http://127.0.0.1/v2/: UNAUTHORIZED: authentication required");

    cluster.assertObstacles(
        "OCIRepository/backend/apps: unauthorized: GET http://127.0.0.1/v2/: UNAUTHORIZED: authentication required",
        "Kustomization/backend/apps: waiting: dependency 'infra/monitoring' is not ready");
  }

  @Test
  void obstaclesReportAnArtifactThatIsNotFound() {
    cluster.putBackendSource(
        "spec: {}",
        "artifact: {revision: '%s'}".formatted(BACKEND),
        "False",
        "OCIArtifactPullFailed",
        "GET http://127.0.0.1/v2/x: MANIFEST_UNKNOWN: manifest unknown");

    cluster.assertObstacles(
        "OCIRepository/backend/apps: not found: GET http://127.0.0.1/v2/x: MANIFEST_UNKNOWN: manifest unknown");
  }

  @Test
  void distinguishesTheRefusalOfAPolicyFromThatOfARegistry() {
    String refused =
        "OCIRepository/backend/extra dry-run failed (Invalid): ValidatingAdmissionPolicy 'sources' with binding 'sources' DENIED request: UNAUTHORIZED source, NOT FOUND in the list";
    cluster.put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        "backend",
        "apps",
        "spec: {sourceRef: {kind: OCIRepository, name: apps}}",
        "lastAppliedRevision: ''",
        "False",
        "ReconciliationFailed",
        refused);

    cluster.assertObstacles("Kustomization/backend/apps: " + refused);
  }

  @Test
  void obstaclesReadTheCodeOfARegistryInEveryForm() {
    for (String[] error :
        new String[][] {
          {"GET https://r/token?scope=x: DENIED: denied", "unauthorized: "},
          {"GET https://r/v2/x: unexpected status code 401 Unauthorized", "unauthorized: "},
          {"HEAD https://r/v2/x: unexpected status code 404 Not Found", "not found: "},
          {"GET https://r/v2/x: NAME_UNKNOWN: repository name not known", "not found: "},
          {"GET https://r/v2/x: TOOMANYREQUESTS: DENIED", ""},
          {"dial tcp: lookup denied.example: no such host", ""}
        }) {
      cluster.putBackendSource(
          "spec: {}",
          "artifact: {revision: '%s'}".formatted(BACKEND),
          "False",
          "OCIArtifactPullFailed",
          error[0]);

      cluster.assertObstacles("OCIRepository/backend/apps: " + error[1] + error[0]);
    }
  }

  @Test
  void obstaclesReportASignatureThatIsRefused() {
    cluster.putBackendSource(
        """
        spec: {}
        status:
          artifact: {revision: '%s'}
          conditions:
          - {type: Ready, status: "False", reason: VerificationError, message: failed, observedGeneration: 2}
          - {type: SourceVerified, status: "False", reason: VerificationError, message: no matching signatures were found, observedGeneration: 2}
        """
            .formatted(BACKEND));

    cluster.assertObstacles(
        "OCIRepository/backend/apps: signature refused: no matching signatures were found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "expected SAN value to match regex \"^https://github\\\\.com/acme/apps/\\\\.github/workflows/push-web\\\\.yaml@refs/tags/web/v\\\\d+\\\\.\\\\d+\\\\.\\\\d+$\", got \"https://github.com/acme/apps/.github/workflows/push-api.yaml@refs/heads/main\""
            + " | signed by acme/apps/.github/workflows/push-api.yaml@refs/heads/main, wanted acme/apps/.github/workflows/push-web.yaml@refs/tags/web/v*.*.*",
        "expected issuer value to match regex \"^https://token\\\\.actions\\\\.githubusercontent\\\\.com$\", got \"https://gitlab.com\""
            + " | signed by an identity of gitlab.com, wanted token.actions.githubusercontent.com",
        "no signatures found | not signed",
        "failed to verify log inclusion: not enough verified log entries from transparency log: 0 < 1"
            + " | in no log that is trusted; another Sigstore has signed it, or a key",
        "failed to verify leaf certificate: leaf certificate verification failed"
            + " | signed with a certificate that was not valid then, or of another authority",
        "failed to verify signature: provided artifact digest does not match any digest in statement"
            + " | the signature is that of another artifact",
        "anything else | anything else",
      })
  void reportsWhoHasSignedAndWhoShouldHave(String message, String reason) {
    cluster.putBackendSource(
        """
        spec: {}
        status:
          artifact: {revision: '%s'}
          conditions:
          - {type: Ready, status: "False", reason: VerificationError, observedGeneration: 2, message: 'failed to verify the signature using provider ''cosign keyless'': no matching attestations: failed to verify certificate identity: no matching CertificateIdentity found, last error: %s'}
        """
            .formatted(BACKEND, message));

    String shown =
        reason.equals(message)
            ? "failed to verify the signature using provider 'cosign keyless': no matching attestations: failed to verify certificate identity: no matching CertificateIdentity found, last error: "
                + reason
            : reason;
    cluster.assertObstacles("OCIRepository/backend/apps: signature refused: " + shown);
  }

  @Test
  void obstaclesReportASuspendedObject() {
    cluster.putBackendSource(
        "spec: {suspend: true}",
        "artifact: {revision: '%s'}".formatted(BACKEND),
        "True",
        "Succeeded",
        "stored");

    cluster.assertObstacles("OCIRepository/backend/apps: suspended");
  }

  @Test
  void obstaclesReportAnObjectThatItsControllerHasNotSeen() {
    cluster.putBackendSource("spec: {}\nstatus: {artifact: {revision: '%s'}}".formatted(BACKEND));

    cluster.assertObstacles("OCIRepository/backend/apps: waiting: not seen by its controller yet");
  }

  @Test
  void obstaclesWaitForASourceThatWasAskedToFetchAgain() {
    putAskedSource("2026-11-21T12:00:01Z", "2026-11-21T12:00:00Z");

    cluster.assertObstacles(
        "OCIRepository/backend/apps: waiting: asked to fetch again, not done yet");

    putAskedSource("2026-11-21T12:00:01Z", "2026-11-21T12:00:01Z");

    assertThat(cluster.look().isReady()).isTrue();
  }

  private void putAskedSource(String requested, String handled) {
    cluster.putBackendSource(
        """
        status:
          artifact: {revision: '%s'}
          lastHandledReconcileAt: '%s'
          conditions:
          - {type: Ready, status: "True", reason: Succeeded, message: stored, observedGeneration: 2}
        """
            .formatted(BACKEND, handled),
        Map.of("reconcile.fluxcd.io/requestedAt", requested));
  }
}
