package dev.flotilla.fleet.artifact.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.GitContent;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.schema.ObjectSchemas;
import dev.flotilla.fleet.source.GitVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitObjectsTest {
  private static final GitContentRepository APPS =
      new GitContentRepository(
          "apps", "https://github.com/acme/d1-apps.git", GitVerification.none());
  private static final GitContent WEB =
      APPS.withCredential(Credential.gitBasic("flux-apps", "git")).content("web");

  @Test
  void gitObjectsFollowTheBranchOfTheClusterInItsFolder() {
    List<KubernetesObject> objects = objects(WEB, TestCluster.following());

    assertThat(new FleetFile.Content(objects, List.of()).text())
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: flux-runtime-info
              namespace: web
              labels:
                reconcile.fluxcd.io/watch: Enabled
              annotations:
                fluxcd.controlplane.io/copyFrom: flux-system/flux-runtime-info
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: ghcr-auth
              namespace: web
              annotations:
                fluxcd.controlplane.io/copyFrom: flux-system/ghcr-auth
            type: kubernetes.io/dockerconfigjson
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: flux-apps
              namespace: web
              annotations:
                fluxcd.controlplane.io/copyFrom: flux-system/flux-apps
            type: Opaque
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: flux
              namespace: web
            imagePullSecrets:
            - name: ghcr-auth
            ---
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata:
              name: apps
              namespace: web
            spec:
              interval: 5m
              url: https://github.com/acme/d1-apps.git
              ref:
                branch: main
              secretRef:
                name: flux-apps
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata:
              name: apps
              namespace: web
            spec:
              interval: 30m
              retryInterval: 5m
              timeout: 5m
              serviceAccountName: flux
              targetNamespace: web
              sourceRef:
                kind: GitRepository
                name: apps
              path: ./components/web/staging
              prune: true
              deletionPolicy: Orphan
              wait: true
              postBuild:
                substituteFrom:
                - kind: ConfigMap
                  name: flux-runtime-info
            """);
    assertThat(objects.stream().flatMap(object -> ObjectSchemas.problems(object).stream()))
        .isEmpty();
  }

  @Test
  void gitObjectsDemandSignedCommitsByAKeyBesideThem() {
    GitContent signed =
        new GitContentRepository(
                "apps", APPS.url(), GitVerification.signedBy("ssh-ed25519 AAAAC3Nz"))
            .content("web");

    assertThat(new FleetFile.Content(objects(signed, TestCluster.following()), List.of()).text())
        .contains(
            """
            kind: Secret
            metadata:
              name: git-signers
              namespace: web
            type: Opaque
            stringData:
              keys.sshpub: |
                ssh-ed25519 AAAAC3Nz
            """,
            """
              verify:
                mode: HEAD
                secretRef:
                  name: git-signers
            """);
  }

  @Test
  void gitObjectsReadAPublicRepositoryWithoutASecretAndAGitHubAppAsSuch() {
    assertThat(spec(APPS.content("web"))).doesNotContainKeys("secretRef", "provider");
    assertThat(spec(APPS.withCredential(Credential.gitHubApp("app", 1, "acme")).content("web")))
        .containsEntry("provider", "github");
  }

  @Test
  void gitObjectsNeedABranchToFollow() {
    assertThat(delivery(WEB, TestCluster.staging()).problems())
        .containsExactly(
            "what comes from Git needs an environment that follows a branch, got the tag 'latest' of 'staging' for 'web'; create the environment with Environment.ofBranch");
    assertThat(delivery(WEB, TestCluster.following()).problems()).isEmpty();
  }

  @Test
  void reportsAVariableThatNobodySets() {
    assertThat(delivery(WEB.consuming("CLUSTER_REGION"), TestCluster.following()).problems())
        .containsExactly(
            "a cluster must have each variable that its artifacts consume, got no 'CLUSTER_REGION' on 'staging'; set it there, or let 'web' of Git repository 'apps' substitute a value of its own");
  }

  private static Map<String, Object> spec(GitContent content) {
    return new GitObjects(content, TestCluster.following()).spec();
  }

  private static List<KubernetesObject> objects(GitContent content, ClusterContext context) {
    ContentObjects delivery = delivery(content, context);
    List<KubernetesObject> objects = new ArrayList<>(delivery.access("web"));
    objects.addAll(delivery.source("web"));
    objects.add(
        delivery.kustomization("web", "apps", "staging", Optional.of("web"), Optional.empty()));
    return objects;
  }

  private static ContentObjects delivery(GitContent content, ClusterContext context) {
    return new ContentObjects(content, context, Retention.KEEP);
  }
}
