package dev.flotilla.tests.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sandbox that runs the cluster of {@code TenantFleet}, which is published with a key pair for
 * each artifact. What a tenant or component consists of is in a folder of its name.
 */
public final class TenantCluster {
  /** A workload with a volume. */
  private static final String CACHE = "tests/src/test/resources/tenant/cache.yaml";

  private final Sandbox sandbox;
  private final Path folder;
  private final FleetRepository repository;

  private TenantCluster(Sandbox sandbox, Path folder) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.repository = new FleetRepository(folder);
  }

  /** Publishes the fleet as it is first, and deploys it, which ends when all of it is Ready. */
  static TenantCluster on(Sandbox sandbox) {
    TenantCluster cluster = new TenantCluster(sandbox, Project.emptyFolder("tenants"));
    cluster.write("web", Manifest.configMap("web", "version", "1"));
    cluster.write("shop", Manifest.configMap("shop", "version", "1"));
    cluster.write("scratch", Manifest.clusterRole("scratch"));
    cluster.write("tuning", Manifest.configMap("kube-system", "tuning", "1"));
    for (String tenant : List.of("web", "shop")) {
      cluster.repository.write(
          "components/" + tenant + "/more/objects.yaml", Manifest.configMap(tenant, "more", "1"));
    }
    for (String tenant : List.of("kept", "deleted")) {
      cluster.write(tenant, Project.read(Project.ROOT.resolve(CACHE)));
    }

    cluster.program().run("keys", "keys").succeeded();
    cluster.repository.commit("Begin");
    cluster.program().run("publish").succeeded();
    cluster.publish("web", "shop", "kept", "deleted", "scratch", "tuning");
    cluster.program().run("deploy", sandbox.name()).succeeded();
    return cluster;
  }

  KubernetesClient client() {
    return sandbox.client();
  }

  /** Returns what one of the sandbox's processes has logged so far. */
  String log(String process) {
    return sandbox.log(process);
  }

  /** Returns what applies a tenant. */
  FluxObject tenant(String name) {
    return FluxObject.kustomization(client(), name, "apps");
  }

  /** Returns what applies a component. */
  FluxObject component(String name) {
    return FluxObject.kustomization(client(), name, "infra");
  }

  /** Returns somebody who may push to its registry, as everybody may. */
  RegistryClient registry() {
    return new RegistryClient(sandbox.registry(), "anybody:");
  }

  /** Returns where an artifact is that a cluster follows. */
  String address(String path) {
    return sandbox.registry() + "/" + path + ":latest";
  }

  Path publicKey(String path) {
    return folder.resolve("keys").resolve(path + ".pub");
  }

  /**
   * Writes what a tenant or component consists of. Its author has switched off the rules of {@code
   * check}, because what is tested is what the cluster refuses.
   */
  void write(String name, String objects) {
    repository.write("components/" + name + "/staging/objects.yaml", objects);
    repository.write(
        "components/" + name + "/staging/kustomization.yaml",
        """
        resources: [objects.yaml]
        commonAnnotations:
          check.flotilla.dev/crossns: &why the cluster refuses it
          check.flotilla.dev/field: *why
          check.flotilla.dev/image: *why
          check.flotilla.dev/kind: *why
          check.flotilla.dev/namespace: *why
          check.flotilla.dev/podsecurity: *why
          check.flotilla.dev/policy: *why
          check.flotilla.dev/scope: *why
          check.flotilla.dev/secret: *why
          check.flotilla.dev/value: *why
          check.flotilla.dev/variable: *why
        """);
  }

  /** Writes a file into a folder of its artifact. */
  void write(String name, String folder, String file, String text) {
    repository.write("components/" + name + "/" + folder + "/" + file, text);
  }

  /** Publishes tenants and components as whoever has their keys; returns the last's digest. */
  String publish(String... names) {
    return publish(program(), names);
  }

  String publish(Program publisher, String... names) {
    repository.commit("Change components");
    List<String> arguments = new ArrayList<>(List.of("publish"));
    for (String name : names) {
      arguments.addAll(List.of("--component", "components/" + name));
    }
    String printed = publisher.run(arguments.toArray(String[]::new)).succeeded().stdout().strip();
    return printed.substring(printed.lastIndexOf('@') + 1);
  }

  /** Pushes and signs what a tenant consists of with other tools than the program's. */
  String pushElsewhere(String name, String objects) {
    String repository = "acme/apps/" + name;
    Path content = Project.emptyFolder("pushed-elsewhere");
    Project.write(content.resolve("staging/objects.yaml"), objects);
    Path archive = content.resolveSibling("pushed-elsewhere.tgz");
    ProcessStarter.of("tar", "-czf", archive.toString(), "-C", content.toString(), "staging")
        .run()
        .succeeded();
    byte[] layer = Project.bytes(archive);
    String digest = Project.sha256(layer);
    ObjectNode manifest = (ObjectNode) registry().manifest(repository, "latest");
    ((ObjectNode) manifest.at("/layers/0")).put("digest", digest).put("size", layer.length);
    registry().upload(repository, digest, layer);
    registry().push(repository, "latest", manifest);
    String pushed = registry().digest(repository, "latest").orElseThrow();
    Cosign.sign(
        folder.resolve("keys").resolve(repository + ".key"),
        FleetRepository.PASSWORD,
        sandbox.registry() + "/" + repository + "@" + pushed);
    return pushed;
  }

  /** Lets a tenant get the artifact of that digest now, and waits until all of it runs. */
  void follow(String tenant, String digest) {
    FluxObject.source(client(), tenant, "apps").reconcile();
    tenant(tenant).awaitApplied(digest);
  }

  /** Returns the program of whoever has the keys of the artifacts. */
  Program program(String... properties) {
    return program(folder.resolve("keys"), properties);
  }

  Program program(Path keys, String... properties) {
    return withoutKeys(properties).with("FLOTILLA_MIRROR_KEYS", keys.toString());
  }

  Program withoutKeys(String... properties) {
    return repository.publishing(
        Program.ownFleet("TenantFleet", folder, properties).against(sandbox));
  }
}
