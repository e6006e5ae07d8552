package dev.flotilla.fleet.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateObjectsTest {
  private static final String URL = "https://github.com/acme/apps.git";
  private static final GitSource REPOSITORY =
      SyncSource.git(URL, GitRef.branch("main"), "policies", GitVerification.none())
          .withCredential(Credential.gitBasic("github-auth", "flux"));
  private static final Author BOT = new Author("acme-bot", "bot@acme.example");

  private final TestCluster cluster = new TestCluster();

  @Test
  void readsPoliciesAndPushesUpdatesAsAdminOfItsNamespace() {
    assertThat(rendered(UpdateAutomationProps.of("apps", REPOSITORY, BOT)))
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: apps
              namespace: flux-system
              annotations:
                fluxcd.controlplane.io/reconcileEvery: 5m
            spec:
              dependsOn:
              - apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                name: imageupdateautomations.image.toolkit.fluxcd.io
              resources:
              - apiVersion: v1
                kind: Namespace
                metadata:
                  name: apps
              - apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: flux-runtime-info
                  namespace: apps
                  labels:
                    reconcile.fluxcd.io/watch: Enabled
                  annotations:
                    fluxcd.controlplane.io/copyFrom: flux-system/flux-runtime-info
              - apiVersion: v1
                kind: Secret
                metadata:
                  name: github-auth
                  namespace: apps
                  annotations:
                    fluxcd.controlplane.io/copyFrom: flux-system/github-auth
                type: Opaque
              - apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: flux
                  namespace: apps
              - apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata:
                  name: flux
                  namespace: apps
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: ClusterRole
                  name: admin
                subjects:
                - kind: ServiceAccount
                  name: flux
                  namespace: apps
              - apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata:
                  name: apps
                  namespace: apps
                spec:
                  interval: 10m
                  url: https://github.com/acme/apps.git
                  ref:
                    branch: main
                  secretRef:
                    name: github-auth
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: apps
                  namespace: apps
                spec:
                  interval: 30m
                  retryInterval: 5m
                  timeout: 5m
                  serviceAccountName: flux
                  targetNamespace: apps
                  sourceRef:
                    kind: GitRepository
                    name: apps
                  path: ./policies
                  prune: true
                  wait: true
                  postBuild:
                    substituteFrom:
                    - kind: ConfigMap
                      name: flux-runtime-info
              - apiVersion: image.toolkit.fluxcd.io/v1
                kind: ImageUpdateAutomation
                metadata:
                  name: apps
                  namespace: apps
                spec:
                  interval: 30m
                  sourceRef:
                    kind: GitRepository
                    name: apps
                  git:
                    checkout:
                      ref:
                        branch: main
                    commit:
                      author:
                        name: acme-bot
                        email: bot@acme.example
                      messageTemplate: |
                        Update images

                        {{ range .Changed.Changes -}}
                        - {{ .OldValue }} to {{ .NewValue }}
                        {{ end -}}
                    push:
                      branch: image-updates
                  update:
                    path: ./components
                    strategy: Setters
            """);
  }

  @Test
  void rendersEveryOption() {
    GitSource often =
        SyncSource.git(URL, GitRef.branch("next"), "policies", GitVerification.none())
            .withCredential(Credential.gitHubApp("app", 1, "acme"));

    assertThat(
            rendered(
                UpdateAutomationProps.of(
                        "apps",
                        often.withOptions(often.options().withInterval(Duration.ofMinutes(1))),
                        BOT)
                    .withPushBranch("next")
                    .withUpdatePath("clusters")
                    .withInterval(Duration.ofHours(1))))
        .contains("      interval: 1m\n", "        branch: next\n", "      provider: github\n")
        .contains("      interval: 1h\n", "          branch: next\n", "path: ./clusters\n");
  }

  @Test
  void takesPoliciesOfSignedCommitsOnly() {
    GitSource signed =
        new GitSource(
            REPOSITORY.url(),
            REPOSITORY.ref(),
            REPOSITORY.options(),
            GitVerification.signedBy("ssh-ed25519 AAAAC3Nz"));

    assertThat(rendered(UpdateAutomationProps.of("apps", signed, BOT)))
        .contains(
            """
                  name: git-signers
                  namespace: apps
                type: Opaque
            """,
            """
                  verify:
                    mode: HEAD
                    secretRef:
                      name: git-signers
            """);
  }

  @Test
  void refusesUpdatesThatFollowATag() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                UpdateAutomationProps.of(
                    "apps",
                    SyncSource.git(URL, GitRef.tag("v1"), "policies", GitVerification.none()),
                    BOT))
        .withMessage(
            "updates must be read from a branch such as 'refs/heads/main', got 'refs/tags/v1' in 'apps'");
  }

  @Test
  void refusesARepositoryWithoutCredential() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                UpdateAutomationProps.of(
                    "apps",
                    SyncSource.git(URL, GitRef.branch("main"), "policies", GitVerification.none()),
                    BOT))
        .withMessage(
            "updates must be pushed with a credential, got none for 'https://github.com/acme/apps.git'; use withCredential");
  }

  @Test
  void refusesUpdatesThroughAProxy() {
    GitSource proxied = REPOSITORY.withOptions(REPOSITORY.options().withProxySecret("proxy"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateAutomationProps.of("apps", proxied, BOT))
        .withMessage(
            "update automation supports neither certSecret nor proxySecret, got one in 'https://github.com/acme/apps.git'; remove it");
  }

  @ParameterizedTest
  @CsvSource({"' ', bot@acme.example", "acme-bot, acme.example"})
  void refusesAuthorWithoutNameOrEmailAddress(String name, String email) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Author(name, email))
        .withMessage(
            "the author of updates must have a name and an email address, got '%s' and '%s'; set both",
            name, email);
  }

  @Test
  void refusesMalformedNamesAndBranches() {
    UpdateAutomationProps apps = UpdateAutomationProps.of("apps", REPOSITORY, BOT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateAutomationProps.of("Apps", REPOSITORY, BOT))
        .withMessage(
            "the name of an update automation must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Apps'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateAutomationProps.of("kube-apps", REPOSITORY, BOT))
        .withMessage(
            "the name of an update automation must not be the cluster's own or Flux's, got 'kube-apps'; choose another");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apps.withPushBranch("refs/heads/main"))
        .withMessage(
            "a branch must be named without 'refs/heads/' and white space, such as 'main', got 'refs/heads/main'");
  }

  private String rendered(UpdateAutomationProps props) {
    cluster.add("staging/Apps", props);
    return cluster.file("tenants/staging/apps.yaml");
  }
}
