package dev.flotilla.fleet.artifact.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.Reconciliation;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.artifact.SourceOptions;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.PullIdentity;
import dev.flotilla.fleet.schema.ObjectSchemas;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContentObjectsTest {
  private static final Artifact FRONTEND =
      new ArtifactRepository(
              "apps",
              new OciUrl("oci://ghcr.io/acme/apps"),
              ArtifactSigner.gitHubActions("acme/apps"))
          .artifact("frontend");

  @Test
  void contentIsPinnedToARelease() {
    ClusterContext pinned = TestCluster.pinned("oci://ghcr.io/acme/apps/frontend", "v1.2.3");

    assertThat(yaml(FRONTEND, pinned))
        .contains("tag: v1.2.3\n", "path: ./staging\n")
        .contains("release-frontend\\.yaml@refs/tags/frontend/v1\\.2\\.3$\n");
  }

  @Test
  void anotherArtifactIsNotPinned() {
    ClusterContext pinned = TestCluster.pinned("oci://ghcr.io/acme/apps/backend", "v1.2.3");

    assertThat(yaml(FRONTEND, pinned)).contains("tag: latest\n");
  }

  @Test
  void ownCredentialAndDecryptionKeyAreCopiedAndUsed() {
    Artifact artifact =
        FRONTEND
            .withCredential(Credential.registry("frontend-auth", "ghcr.io", "frontend"))
            .withDecryption(Credential.opaque("frontend-sops", "age.agekey"));

    assertThat(yaml(artifact, TestCluster.staging()))
        .doesNotContain("ghcr-auth")
        .contains(
            "copyFrom: flux-system/frontend-auth\n", "imagePullSecrets:\n- name: frontend-auth\n")
        .contains("copyFrom: flux-system/frontend-sops\ntype: Opaque\n")
        .contains("  decryption:\n    provider: sops\n    secretRef:\n      name: frontend-sops\n");
  }

  @Test
  void contentIsPulledByTheControllersIdentityWithoutAServiceAccount() {
    PullIdentity controllers = new PullIdentity(SyncOptions.Cloud.AWS, false);
    PullIdentity objects = new PullIdentity(SyncOptions.Cloud.AWS, true);

    assertThat(yaml(FRONTEND, TestCluster.pulling(controllers)))
        .contains("  url: oci://ghcr.io/acme/apps/frontend\n", "  provider: aws\n")
        .doesNotContain("imagePullSecrets", "interval: 5m\n  serviceAccountName: flux\n  url");
    assertThat(yaml(FRONTEND, TestCluster.pulling(objects)))
        .contains("interval: 5m\n  serviceAccountName: flux\n  url", "  provider: aws\n");
    Artifact own =
        FRONTEND.withCredential(Credential.registry("frontend-auth", "ghcr.io", "frontend"));
    assertThat(yaml(own, TestCluster.pulling(controllers))).doesNotContain("provider: aws");
  }

  @Test
  void contentIsFetchedAsItsSourceOptionsSay() {
    Artifact patient =
        FRONTEND.withSourceOptions(
            SourceOptions.DEFAULT
                .withTimeout(Duration.ofMinutes(2))
                .withLayer("application/vnd.acme.config.v1.tar+gzip")
                .withIgnored("/docs"));

    assertThat(yaml(patient, TestCluster.staging()))
        .contains(
            """
              ignore: |
                /docs
              layerSelector:
                mediaType: application/vnd.acme.config.v1.tar+gzip
              timeout: 2m
            """);
    assertThat(sourceProblems(patient)).isEmpty();
  }

  private static List<String> sourceProblems(Artifact artifact) {
    return new ContentObjects(artifact, TestCluster.staging(), Retention.DELETE)
        .source("frontend").stream()
            .flatMap(object -> ObjectSchemas.problems(object).stream())
            .toList();
  }

  @Test
  void cloudDecryptionNeedsNoSecret() {
    assertThat(yaml(FRONTEND.withCloudDecryption(), TestCluster.staging()))
        .contains("  decryption:\n    provider: sops\n")
        .doesNotContain("secretRef");
  }

  @Test
  void refusesTwoWaysToDecrypt() {
    Artifact cloud = FRONTEND.withCloudDecryption();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> cloud.withDecryption(Credential.opaque("frontend-sops", "age.agekey")))
        .withMessage(
            "artifact 'frontend' must be decrypted by a Secret or by a cloud's identity, got both; drop one");
  }

  @Test
  void variablesAndTimesAreAsDeclared() {
    Artifact artifact =
        FRONTEND
            .substituting("REPLICAS", "3")
            .withReconciliation(
                Reconciliation.DEFAULT
                    .withSource(Duration.ofMinutes(1))
                    .withInterval(Duration.ofHours(1), Duration.ofMinutes(2))
                    .withTimeout(Duration.ofMinutes(3)));

    assertThat(yaml(artifact, TestCluster.staging()))
        .contains("  interval: 1m\n  serviceAccountName: flux\n")
        .contains("  interval: 1h\n  retryInterval: 2m\n  timeout: 3m\n")
        .contains("  postBuild:\n    substitute:\n      REPLICAS: '3'\n    substituteFrom:\n");
  }

  @Test
  void publicKeyComesWithTheSource() {
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("frontend", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");
    ArtifactRepository apps =
        new ArtifactRepository(
            "apps", new OciUrl("oci://127.0.0.1:5000/apps"), ArtifactSigner.publicKeys(keys));

    assertThat(yaml(apps.artifact("frontend"), TestCluster.staging()))
        .contains(
            """
            kind: Secret
            metadata:
              name: cosign-key
              namespace: frontend
            type: Opaque
            stringData:
              cosign.pub: |
                -----BEGIN PUBLIC KEY-----
                MFkw
                -----END PUBLIC KEY-----
            """)
        .contains("    secretRef:\n      name: cosign-key\n  insecure: true\n");
  }

  @Test
  void refusesMissingVariables() {
    Artifact artifact =
        FRONTEND
            .consuming("CLUSTER_NAME", "CLUSTER_REGION", "REPLICAS")
            .substituting("REPLICAS", "3");

    assertThat(delivery(artifact, TestCluster.staging()).problems())
        .containsExactly(
            "a cluster must have each variable that its artifacts consume, got no 'CLUSTER_REGION' on 'staging'; set it there, or let artifact 'frontend' substitute a value of its own");
  }

  private static String yaml(Artifact artifact, ClusterContext context) {
    ContentObjects delivery = delivery(artifact, context);
    List<KubernetesObject> objects = new ArrayList<>(delivery.access("frontend"));
    objects.addAll(delivery.source("frontend"));
    objects.add(
        delivery.kustomization("frontend", "apps", "staging", Optional.empty(), Optional.empty()));
    return new FleetFile.Content(objects, List.of()).text();
  }

  private static ContentObjects delivery(Artifact artifact, ClusterContext context) {
    return new ContentObjects(artifact, context, Retention.KEEP);
  }
}
