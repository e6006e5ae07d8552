package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.BACKEND;
import static dev.flotilla.tests.harness.registry.FleetRepository.FLEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.flux.TenantAccount;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Sigstore that neither Flux nor cosign knows but by the trusted root and the signing config that
 * they are handed, and another one, whose word counts only once its root is handed over too.
 */
class PrivateSigstoreE2E {
  private static final Path FOLDER = Project.emptyFolder("private-sigstore");
  private static final SigstoreFolder HANDED = new SigstoreFolder(FOLDER.resolve("sigstore"));
  private static final String SECRET = "mirror-trusted-root";

  private static final Map<String, String> REPOSITORIES =
      new TreeMap<>(
          Map.of(
              "backend", "controlplaneio-fluxcd/d2-apps",
              "frontend", "controlplaneio-fluxcd/d2-apps",
              "cert-manager", "controlplaneio-fluxcd/d2-infra",
              "monitoring", "controlplaneio-fluxcd/d2-infra"));

  private static Sandbox sandbox;
  private static Sandbox other;
  private static FleetRepository repository;
  private static RegistryClient registry;
  private static Program program;
  private static ProcessResult deploy;

  @BeforeAll
  static void publishAndDeploy(
      @InSandbox(value = "private-sigstore", privateSigstore = true) Sandbox cluster,
      @InSandbox(value = "other-sigstore", privateSigstore = true) Sandbox another) {
    sandbox = cluster;
    other = another;
    registry = new RegistryClient(sandbox.registry(), "anybody:");
    repository = new FleetRepository(FOLDER);
    repository.write(".gitignore", "/cdktf.out\n/.flotilla\n/docker\n/sigstore\n");
    repository.copy("sandbox/components", "components");
    repository.commit("Add the sample components");
    program =
        repository
            .publishing(Program.warm(FOLDER).against(sandbox))
            .inContext(sandbox.name())
            .with("FLOTILLA_MIRROR_SIGSTORE", HANDED.path().toString());
    HANDED.write(SigstoreFolder.of(sandbox).trusted(), SigstoreFolder.of(sandbox));
    REPOSITORIES.keySet().forEach(name -> publish(sandbox, name).succeeded());
    publishFleet(sandbox);
    deploy = program.run("deploy", "staging", "--timeout", "4m").succeeded();
  }

  private static ProcessResult publish(Sandbox signing, String name) {
    return publish(program, signing, name);
  }

  private static ProcessResult publish(
      Program by, Sandbox signing, String name, String... options) {
    Stream<String> command = Stream.of("publish", "--component", "components/" + name);
    return by.with(signing.identity(workflow(REPOSITORIES.get(name))))
        .run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
  }

  /** Whom the fleet trusts is in Git, as all of it is. */
  private static void publishFleet(Sandbox signing) {
    repository.commit("Change the fleet");
    program.with(signing.identity(workflow(FLEET))).run("publish").succeeded();
  }

  private static WorkflowRun workflow(String repository) {
    return WorkflowRun.pushed(repository, "push-artifact.yaml", "refs/heads/main");
  }

  private static void change(String name, String text) {
    repository.commit(
        "components/" + name + "/staging/note.yaml", Manifest.configMap(name, "note", text));
  }

  @Test
  void sourceControllerVerifiesByTheRootBesideEachSourceAndNothingElse() {
    assertThat(deploy.stdout())
        .containsPattern(
            "\n +flux-system +yes .* %s: push-artifact.yaml@refs/heads/main\n".formatted(FLEET))
        .containsPattern(
            "\n +backend +yes .* %s: push-artifact.yaml@refs/heads/main\n"
                .formatted(REPOSITORIES.get("backend")));
    assertThat(sandbox.environment()).doesNotContainKeys("TUF_MIRROR", "SIGSTORE_ROOT_FILE");
    assertThat(sandbox.environmentOf("source-controller"))
        .isNotEmpty()
        .noneMatch(variable -> variable.matches("(TUF_MIRROR|TUF_ROOT_JSON|SIGSTORE_\\w+)=.*"));
    for (String namespace : new String[] {"flux-system", "backend", "cert-manager"}) {
      assertThat(rootIn(namespace)).as(namespace).isEqualTo(SigstoreFolder.of(sandbox).trusted());
    }
  }

  @Test
  void statusVerifiesProvenanceByThatRoot() {
    assertThat(program.run("status", "staging").succeeded().stdout())
        .containsPattern("\nstaging +backend +[0-9a-f]{8} ")
        .doesNotContain("provenance not checked");
  }

  private static ObjectNode rootIn(String namespace) {
    Secret secret = sandbox.client().secrets().inNamespace(namespace).withName(SECRET).get();
    byte[] json = Base64.getDecoder().decode(secret.getData().get(SigstoreFolder.ROOT));
    return (ObjectNode) Sandbox.json(new String(json, StandardCharsets.UTF_8));
  }

  @Test
  void anArtifactOfAnotherSigstoreIsRefusedByPublishAndByTheCluster() {
    change("backend", "another Sigstore");
    String before = registry.digest(BACKEND, "latest").orElseThrow();

    assertThat(
            publish(
                    program,
                    other,
                    "backend",
                    "--signing-config",
                    SigstoreFolder.of(other).signingConfig().toString())
                .exited(1)
                .stderr())
        .contains("error: cannot sign '");
    assertThat(registry.digest(BACKEND, "latest")).contains(before);

    Program misled =
        program.with("FLOTILLA_MIRROR_SIGSTORE", SigstoreFolder.of(other).path().toString());
    publish(misled, other, "backend").succeeded();
    source("backend").reconcile();
    source("backend").awaitNotReady();
    Waiting.awaitProgram()
        .untilAsserted(
            () ->
                assertThat(program.run("status", "staging").stdout())
                    .contains(
                        "backend: OCIRepository/backend/apps: signature refused: in no log that is trusted; another Sigstore has signed it, or a key\n"));

    change("backend", "the right one");
    publish(sandbox, "backend").succeeded();
    source("backend").reconcile();
    awaitReady();
  }

  /** Tenants' sources stay ready all the time: the watch sees each condition that they have. */
  @Test
  void oneRootReplacesAnotherWithoutAGap() {
    try (SourceWatch watch = new SourceWatch(sandbox.client())) {
      rotate(sandbox, other);
      rotate(other, sandbox);

      assertThat(watch.failures()).isEmpty();
      assertThat(watch.revisions()).hasSizeGreaterThan(2 * REPOSITORIES.size());
    }
  }

  private static void rotate(Sandbox from, Sandbox to) {
    SigstoreFolder former = SigstoreFolder.of(from);
    SigstoreFolder next = SigstoreFolder.of(to);
    ObjectNode both = former.joinedWith(next);

    // 1. Whoever trusts the former trusts the next one too, on the word of the former
    HANDED.write(both, former);
    publishFleet(from);
    awaitRoot(both);

    // 2. The next one signs everything
    HANDED.write(both, next);
    for (String name : REPOSITORIES.keySet()) {
      change(name, "signed in " + to.name());
      publish(to, name).succeeded();
      source(name).reconcile();
    }
    awaitReady();

    // 3. The former is trusted no longer
    HANDED.write(next.trusted(), next);
    publishFleet(to);
    awaitRoot(next.trusted());
    awaitReady();
  }

  private static FluxObject source(String name) {
    String repository = REPOSITORIES.get(name).endsWith("apps") ? "apps" : "infra";
    return FluxObject.source(sandbox.client(), name, repository);
  }

  private static void awaitReady() {
    Waiting.awaitProgram()
        .untilAsserted(
            () -> assertThat(program.run("status", "staging").succeeded().stdout()).isNotEmpty());
  }

  private static void awaitRoot(ObjectNode root) {
    FluxObject.source(sandbox.client(), "flux-system", "flux-system").reconcile();
    Waiting.await()
        .untilAsserted(
            () -> {
              assertThat(rootIn("flux-system")).isEqualTo(root);
              assertThat(rootIn("backend")).isEqualTo(root);
            });
  }

  @Test
  void publishTakesARootThatTheFleetDoesNotName() {
    change("frontend", "a root by option");
    Program without = program.with("FLOTILLA_MIRROR_SIGSTORE", "");

    assertThat(
            publish(
                    without,
                    sandbox,
                    "frontend",
                    "--trusted-root",
                    SigstoreFolder.of(sandbox).root().toString(),
                    "--signing-config",
                    SigstoreFolder.of(sandbox).signingConfig().toString())
                .succeeded()
                .stderr())
        .contains(
            "frontend: sign: as this workflow",
            "frontend: verify: has the signature that the clusters of channel 'latest' demand");
    String digest = registry.digest("controlplaneio-fluxcd/d2-apps/frontend", "latest").get();
    source("frontend").reconcile();
    FluxObject.kustomization(sandbox.client(), "frontend", "apps").awaitApplied(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "own-root, trustedRootSecretRef/own-root",
    "trusted-root, trustedRootSecretRef/trusted-root",
  })
  void aTenantCannotNameARootOfItsOwn(String name, String carried) {
    try (KubernetesClient tenant = TenantAccount.of(sandbox.client(), "backend")) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> tenant.resource(trusting(name)).create())
          .withMessageContaining("flux-tenant-signatures-ocirepositories")
          .withMessageContaining(" " + carried + "' in 'second'; set spec.verify")
          .withMessageContaining(" trustedRootSecretRef/" + SECRET + "]");
      tenant.resource(trusting(SECRET)).create();
      FluxObject.source(sandbox.client(), "backend", "second").awaitReady();
      tenant.resource(trusting(SECRET)).delete();
    }
  }

  private static GenericKubernetesResource trusting(String root) {
    return Manifest.parse(
        Manifest.signedSource("backend", "second", sandbox.registry() + "/" + BACKEND, root));
  }

  @Test
  void aTenantCannotReplaceTheRootThatItsSourcesAreHeldTo() {
    try (KubernetesClient tenant = TenantAccount.of(sandbox.client(), "backend")) {
      var root = tenant.secrets().inNamespace("backend").withName(SECRET);

      assertRefused(
          () -> root.edit(secret -> secret.edit().addToData(SigstoreFolder.ROOT, "e30=").build()));
      assertRefused(root::delete);
    }
    assertThat(rootIn("backend")).isEqualTo(rootIn("flux-system"));
  }

  private static void assertRefused(Runnable action) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(action::run)
        .withMessageContaining("flux-tenant-fleetobjects")
        .withMessageContaining("Secret '" + SECRET + "'");
  }
}
