package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A cluster that runs another fleet: it is refused, and released by the commands that the refusal
 * shows, after which nothing that the other fleet has applied is lost.
 */
class ExistingFluxE2E {
  private static final String OLD = "controlplaneio-fluxcd/old-fleet";

  private final Path keys = Project.emptyFolder("existing-keys");

  private static final String FLUX_INSTANCE =
      "got:    FluxInstance/flux-system/flux from oci://REGISTRY/controlplaneio-fluxcd/old-fleet,"
          + " path clusters/staging\n";

  private static final String KUSTOMIZATION =
      "got:    Kustomization/flux-system/flux-system from"
          + " oci://REGISTRY/controlplaneio-fluxcd/old-fleet, path clusters/staging\n";

  private static final String SOURCE =
      "got:    OCIRepository/flux-system/flux-system from"
          + " oci://REGISTRY/controlplaneio-fluxcd/old-fleet\n";

  private static final String PRUNED =
      """
        a deploy would make Flux delete these, with all that is in them and all that they have applied:
          Namespace/shop
          PersistentVolumeClaim/shop/database
          ConfigMap/shop/orders
      """;

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      """
          + Manifest.configMap("shop", "orders", "1");

  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: database, namespace: shop}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """;

  private static final String GIT_REPOSITORY =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: flux-system, namespace: flux-system}
      spec: {interval: 1m, ref: {branch: main}, url: "ssh://git@github.com/acme/old-fleet"}
      """;

  private static final String GIT_SYNC =
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: flux-system, namespace: flux-system}
      spec:
        interval: 10m
        path: ./clusters/my-cluster
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
      """;

  private final Sandbox sandbox;
  private final KubernetesClient client;
  private final RegistryClient registry;
  private final Program program;

  ExistingFluxE2E(@InSandbox("existing") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.client = sandbox.client();
    this.registry = new RegistryClient(sandbox.registry(), "anybody:");
    this.program = here(Program.warm(Project.emptyFolder("existing")));
  }

  /** Returns the program on this cluster, with a key pair for each of its artifacts. */
  private Program here(Program fleet) {
    Program signing =
        fleet
            .against(sandbox)
            .inContext("existing")
            .with("COSIGN_PASSWORD", FleetRepository.PASSWORD)
            .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString());
    signing.run("keys", keys.toString()).succeeded();
    return signing.with("FLOTILLA_MIRROR_KEYS", keys.toString());
  }

  private void publish(String artifact, String file, String objects) {
    registry.pushFlux(artifact, "latest", Map.of(file, objects));
    Cosign.sign(
        keys.resolve(artifact + ".key"),
        FleetRepository.PASSWORD,
        sandbox.registry()
            + "/"
            + artifact
            + "@"
            + registry.digest(artifact, "latest").orElseThrow());
  }

  @Test
  void refusesAnotherFleetAndReleasesItWithoutALoss() {
    runOtherFleet();
    Map<String, String> before = everything();

    assertIsRefused(FLUX_INSTANCE + KUSTOMIZATION, PRUNED, ReleaseCommands.all());
    assertThat(everything()).isEqualTo(before);

    // As after 'flux bootstrap': a Kustomization that no FluxInstance has made.
    run(ReleaseCommands.STOP);
    run(ReleaseCommands.INSTANCE);
    List<String> withoutInstance = new ArrayList<>(ReleaseCommands.KUSTOMIZATION);
    withoutInstance.add(ReleaseCommands.SOURCE);
    assertIsRefused(KUSTOMIZATION, PRUNED, withoutInstance);
    assertThat(before).containsAllEntriesOf(everything());

    ReleaseCommands.KUSTOMIZATION.forEach(this::run);
    assertIsRefused(SOURCE, "", List.of(ReleaseCommands.SOURCE));

    run(ReleaseCommands.SOURCE);
    Map<String, String> released = shop();
    assertThat(before).containsAllEntriesOf(released);
    assertSyncFromGitIsRefusedAndReleased();
    assertIsNotAdoptedUnasked();
    // Flux goes on with what a source has fetched before for as long as it cannot fetch what is
    // new.
    program.run("deploy", "staging", "--adopt", "--flux-only").succeeded();
    publish(
        FleetRepository.FLEET,
        "clusters/staging/new.yaml",
        Manifest.configMap("default", "new", "1"));
    program.run("deploy", "staging").succeeded();

    assertThat(client.configMaps().inNamespace("default").withName("new").get()).isNotNull();
    assertThat(shop()).isEqualTo(released);
  }

  /** What {@code flux bootstrap git} has left, with the shop in its inventory. */
  private void assertSyncFromGitIsRefusedAndReleased() {
    client.resource(GIT_REPOSITORY).create();
    client.resource(GIT_SYNC).create();
    client
        .resource(GIT_SYNC)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\": {\"inventory\": {\"entries\": [{\"id\": \"_shop__Namespace\", \"v\":"
                + " \"v1\"}, {\"id\": \"shop_orders__ConfigMap\", \"v\": \"v1\"}]}}}");
    List<String> commands = new ArrayList<>(ReleaseCommands.KUSTOMIZATION);
    commands.add("delete gitrepository flux-system --namespace flux-system");

    assertIsRefused(
        "got:    Kustomization/flux-system/flux-system from ssh://git@github.com/acme/old-fleet,"
            + " path ./clusters/my-cluster\n",
        PRUNED,
        commands);
    commands.forEach(this::run);
  }

  private void runOtherFleet() {
    Program other =
        here(Program.variedFleet(Project.emptyFolder("existing-old"), "repository=old-fleet"));
    publish(OLD, "clusters/staging/shop.yaml", SHOP);
    other.run("deploy", "staging").succeeded();
    client.resource(CLAIM).create();
  }

  private void assertIsRefused(String got, String pruned, List<String> commands) {
    StringBuilder refusal = new StringBuilder();
    String fleet = "oci://" + sandbox.registry() + "/controlplaneio-fluxcd/d2-fleet";
    refusal.append(
        """
        error: the cluster at %s must be 'staging', but has the Flux of somebody else; nothing was changed
          wanted: %s, path clusters/staging
        """
            .formatted(sandbox.server(), fleet));
    refusal.append(got.replace("REGISTRY", sandbox.registry()).indent(2));
    refusal.append(pruned);
    refusal.append(ReleaseCommands.listed("staging", "existing", commands));

    for (String[] command :
        new String[][] {
          {"diff", "staging", "--plane", "stacks", "--refresh"},
          {"deploy", "staging"},
          {"deploy", "staging", "--adopt"}
        }) {
      assertThat(program.run(command).exited(1).stderr()).endsWith(refusal.toString());
    }
    assertThat(program.state("staging")).doesNotExist();
  }

  /** Runs what a refusal has shown. */
  private void run(String command) {
    ProcessStarter.of("sh", "-c", "kubectl --context existing " + command)
        .env("KUBECONFIG", sandbox.environment().get("KUBECONFIG"))
        .env("PATH", Path.of(sandbox.environment().get("KUBECTL")).getParent() + ":/usr/bin:/bin")
        .run()
        .succeeded();
  }

  private void assertIsNotAdoptedUnasked() {
    assertThat(program.run("deploy", "staging").exited(1).stderr())
        .contains(
            "staging: cluster: it has helm-controller, kustomize-controller,"
                + " notification-controller, source-controller, source-watcher and no FluxInstance;"
                + " the Flux Operator replaces them\n")
        .containsPattern(
            "error: cluster 'staging' has a namespace 'flux-system' of 'oci://[^']+/old-fleet"
                + " clusters/staging' that the state does not know; run 'flotilla deploy staging"
                + " --adopt' to import it\n")
        .endsWith(
            """
            error: cluster 'staging' has a Secret 'ghcr-auth' that the state does not know; run 'flotilla deploy staging --adopt' to replace it
            """);
  }

  /** What the other fleet has applied, and what somebody has put there. */
  private Map<String, String> shop() {
    Map<String, String> uids = new TreeMap<>();
    put(uids, client.namespaces().withName("shop").get());
    put(uids, client.configMaps().inNamespace("shop").withName("orders").get());
    put(uids, client.persistentVolumeClaims().inNamespace("shop").withName("database").get());
    return uids;
  }

  private static void put(Map<String, String> uids, HasMetadata object) {
    assertThat(Objects.requireNonNull(object).getMetadata().getDeletionTimestamp()).isNull();
    uids.put(object.getKind(), object.getMetadata().getUid());
  }

  private Map<String, String> everything() {
    Map<String, String> all = shop();
    client
        .genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
        .inNamespace(Flux.NAMESPACE)
        .list()
        .getItems()
        .forEach(
            object ->
                all.put(
                    "Kustomization/" + object.getMetadata().getName(),
                    object.getMetadata().getUid() + " " + object.getMetadata().getGeneration()));
    client
        .apps()
        .deployments()
        .inNamespace(Flux.NAMESPACE)
        .list()
        .getItems()
        .forEach(
            deployment ->
                all.put(
                    "Deployment/" + deployment.getMetadata().getName(),
                    deployment.getMetadata().getUid()
                        + " "
                        + deployment.getMetadata().getGeneration()));
    client
        .genericKubernetesResources("fluxcd.controlplane.io/v1", "FluxInstance")
        .inNamespace(Flux.NAMESPACE)
        .list()
        .getItems()
        .forEach(
            object ->
                all.put(
                    "FluxInstance",
                    object.getMetadata().getUid() + " " + object.getMetadata().getGeneration()));
    return all;
  }
}
