package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.CommitSigner;
import dev.flotilla.tests.harness.registry.FleetRepository;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A fleet, a component and a tenant from Git alone, each from a repository of its own, as in the d1
 * reference architecture. The commits of the fleet are signed with SSH, those of the tenant with
 * OpenPGP, and those of the component by nobody.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GitFleetE2E {
  private static final Path FOLDER = Project.emptyFolder("git-fleet");
  private static final String APPS = "components/shop/staging/";

  private static Sandbox sandbox;
  private static KubernetesClient client;
  private static CommitSigner ssh;
  private static CommitSigner openPgp;
  private static FleetRepository repository;
  private static FleetRepository apps;
  private static String fleet;

  @BeforeAll
  static void deploy(@InSandbox(value = "git", git = true) Sandbox empty) {
    sandbox = empty;
    client = sandbox.client();
    ssh = CommitSigner.ssh(Project.emptyFolder("git-fleet-ssh"));
    openPgp = CommitSigner.openPgp(Project.emptyFolder("git-fleet-pgp"));
    Program program =
        Program.ownFleet(
                "GitFleet",
                FOLDER,
                "git=" + sandbox.git(),
                "ssh=" + ssh.publicKey(),
                "pgp=" + openPgp.publicKey())
            .against(sandbox)
            .with("TF_VAR_git_password", sandbox.gitPassword());
    program.run("synth").succeeded();

    // 1. What clusters sync, as synth has written it
    repository = repository("fleet").signedBy(ssh);
    Path written = program.output().resolve("fleet");
    for (Path file : Project.files(written)) {
      repository.write(written.relativize(file).toString(), Project.read(file));
    }
    fleet = push(repository, "fleet", "main");

    // 2. A component in two phases, and a tenant with a chart of its own
    FleetRepository infra = repository("infra");
    for (String phase : new String[] {"controllers", "configs"}) {
      infra.write(
          "components/platform/" + phase + "/staging/objects.yaml",
          Manifest.configMap("platform", phase, "1"));
    }
    push(infra, "infra", "main");
    apps = repository("apps").signedBy(openPgp);
    apps.copy("tests/src/test/resources/charts/web", "charts/web");
    apps.write(APPS + "release.yaml", release("${GIT_BRANCH}"));
    push(apps, "apps", "main");

    program.run("deploy", "git", "--timeout", "4m").succeeded();
  }

  @AfterAll
  static void endAgents() {
    ssh.close();
    openPgp.close();
  }

  @Test
  @Order(1)
  void theFleetIsSyncedFromItsBranch() {
    FluxObject source = FluxObject.gitRepository(client, "flux-system", "flux-system");

    source.awaitReady();
    assertThat(FluxObject.kustomization(client, "flux-system", "flux-system").revision())
        .isEqualTo("refs/heads/main@sha1:" + fleet);
  }

  @Test
  @Order(1)
  void aComponentRunsInItsPhases() {
    FluxObject.kustomization(client, "platform", "infra-configs").awaitReady();

    assertThat(data("platform", "controllers", "version")).isEqualTo("1");
    assertThat(data("platform", "configs", "version")).isEqualTo("1");
  }

  @Test
  @Order(1)
  void aTenantRunsAReleaseOfAChartInItsRepository() {
    FluxObject.release(client, "shop", "web").awaitReady();

    assertThat(data("shop", "values", "text")).isEqualTo("main");
  }

  @Test
  @Order(2)
  void aCommitOnItsBranchIsAppliedAndOneOnAnotherIsNot() {
    apps.write(APPS + "release.yaml", release("elsewhere"));
    String elsewhere = push(apps, "apps", "develop");
    apps.git("reset", "--quiet", "--hard", "HEAD~1");
    apps.write(APPS + "release.yaml", release("changed"));
    String changed = push(apps, "apps", "main");
    follow(changed);

    Waiting.await()
        .untilAsserted(() -> assertThat(data("shop", "values", "text")).isEqualTo("changed"));
    assertThat(tenant().revision()).doesNotContain(elsewhere);
  }

  @Test
  @Order(3)
  void theTenantMayFollowNoOtherBranch() {
    refuses(
        gitRepository(sandbox.git() + "/acme/apps.git", "develop"),
        refusal(sandbox.git() + "/acme/apps.git develop"));
  }

  @Test
  @Order(4)
  void theTenantMayFollowNoOtherRepository() {
    refuses(
        gitRepository(sandbox.git() + "/acme/infra.git", "main"),
        refusal(sandbox.git() + "/acme/infra.git main"));
  }

  @Test
  @Order(5)
  void aCommitOfTheTenantThatNobodyHasSignedIsNotApplied() {
    String applied = tenant().revision();
    unsigned(apps, "apps", FluxObject.gitRepository(client, "shop", "apps"));

    assertThat(tenant().revision()).isEqualTo(applied);
    follow(push(apps, "apps", "main"));
  }

  @Test
  @Order(6)
  void aCommitOfTheFleetThatNobodyHasSignedIsNotApplied() {
    FluxObject source = FluxObject.gitRepository(client, "flux-system", "flux-system");
    unsigned(repository, "fleet", source);

    assertThat(FluxObject.kustomization(client, "flux-system", "flux-system").revision())
        .isEqualTo("refs/heads/main@sha1:" + fleet);
    String signed = push(repository, "fleet", "main");
    source.reconcile();
    FluxObject.kustomization(client, "flux-system", "flux-system").awaitApplied("sha1:" + signed);
  }

  @Test
  @Order(7)
  void aReleaseMayDoWhatTheTenantsAccountMay() {
    apps.write("charts/web/templates/role.yaml", Manifest.clusterRole("shop-everything"));
    apps.write("charts/web/Chart.yaml", chart("0.0.1"));
    push(apps, "apps", "main");
    FluxObject.gitRepository(client, "shop", "apps").reconcile();

    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(FluxObject.release(client, "shop", "web").ready())
                    .contains(
                        "clusterroles.rbac.authorization.k8s.io \"shop-everything\" is forbidden: User \"system:serviceaccount:shop:flux\" cannot"));
    assertThat(client.rbac().clusterRoles().withName("shop-everything").get()).isNull();
  }

  /** The same commit, signed, is the legal twin. */
  private static void unsigned(FleetRepository from, String name, FluxObject source) {
    from.git("config", "commit.gpgsign", "false");
    String commit = push(from, name, "main");
    from.git("config", "commit.gpgsign", "true");
    source.reconcile();
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(source.ready())
                    .contains("signature verification of commit '" + commit + "' failed"));
  }

  /** The tenant's own repository, at its branch, is the legal twin. */
  private static void refuses(String forbidden, String refusal) {
    apps.write(APPS + "more.yaml", forbidden);
    push(apps, "apps", "main");
    FluxObject.gitRepository(client, "shop", "apps").reconcile();
    Waiting.await()
        .untilAsserted(() -> assertThat(tenant().ready()).startsWith("False: ").contains(refusal));
    assertThat(FluxObject.gitRepository(client, "shop", "more").exists()).isFalse();

    apps.write(APPS + "more.yaml", gitRepository(sandbox.git() + "/acme/apps.git", "main"));
    follow(push(apps, "apps", "main"));
    assertThat(FluxObject.gitRepository(client, "shop", "more").exists()).isTrue();
    apps.git("rm", "--quiet", APPS + "more.yaml");
    follow(push(apps, "apps", "main"));
  }

  private static String refusal(String asked) {
    return "a tenant from Git must follow its own repository at its cluster's branch, got '%s' in 'more'; set spec.url and spec.ref.branch to [%s/acme/apps.git main]"
        .formatted(asked, sandbox.git());
  }

  private static void follow(String commit) {
    FluxObject.gitRepository(client, "shop", "apps").reconcile();
    tenant().awaitApplied("sha1:" + commit);
  }

  private static FluxObject tenant() {
    return FluxObject.kustomization(client, "shop", "apps");
  }

  private static FleetRepository repository(String name) {
    return new FleetRepository(Project.emptyFolder("git-fleet-" + name));
  }

  /** Commits all there is; returns the commit. */
  private static String push(FleetRepository repository, String name, String branch) {
    String commit = repository.commit("Change " + name);
    repository.git(
        "push", "--quiet", sandbox.pushAddress("acme/" + name), "HEAD:refs/heads/" + branch);
    return commit;
  }

  private static String data(String namespace, String name, String key) {
    return client.configMaps().inNamespace(namespace).withName(name).get().getData().get(key);
  }

  private static String release(String text) {
    return """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web}
        spec:
          interval: 1h
          timeout: 2m
          chart:
            spec:
              chart: ./charts/web
              reconcileStrategy: Revision
              sourceRef: {kind: GitRepository, name: apps}
          values: {text: "%s", number: 1, more: {a.b: x}}
        """
        .formatted(text);
  }

  private static String gitRepository(String url, String branch) {
    return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: more}
        spec:
          interval: 1h
          url: %s
          ref: {branch: %s}
          secretRef: {name: git}
        """
        .formatted(url, branch);
  }

  private static String chart(String version) {
    return Project.read(Project.ROOT.resolve("tests/src/test/resources/charts/web/Chart.yaml"))
        .replace("version: 0.0.0", "version: " + version);
  }
}
