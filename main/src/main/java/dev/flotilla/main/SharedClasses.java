package dev.flotilla.main;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.command.Program;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the commands that people run most, silently and on a made-up fleet, so that the JVM loads
 * the libraries' classes and can archive them. A launcher starts it once for each set of libraries.
 */
final class SharedClasses {
  private static final String CLUSTER = "nowhere";

  private SharedClasses() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    Path folder = Files.createTempDirectory("flotilla-");
    Path kubeconfig = kubeconfig(folder);
    for (String command : List.of("synth", "synth", "status")) {
      Report silent = new Report(nowhere(), nowhere(), false);
      Program.run(
          new Invocation(
              () -> fleet(kubeconfig), StackCustomizer.NONE, environment, folder, silent),
          command);
    }
    TemporaryFolder.adopt(folder);
    TemporaryFolder.remove();
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  /** Writes a kubeconfig whose cluster refuses the connection. */
  private static Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: nobody, user: {token: none}}]
        contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
        """);
  }

  private static Fleet fleet(Path kubeconfig) {
    Organization organization = Organization.example("registry.example", "acme", "fleet");
    ArtifactRepository artifacts =
        organization.artifacts("components", "components", ArtifactSigner::gitHubActions);
    PlatformComponent component =
        PlatformComponent.builder(artifacts.artifact("monitoring")).build();
    return Fleet.builder(organization, new FluxRelease("2.x", "0.58.1"))
        .pullCredential(Credential.registry("registry-auth", "registry.example", "flux"))
        .addComponentSet(ComponentSetProps.of("infra", component))
        .addTenant(TenantProps.builder(artifacts.artifact("web")).dependsOn(component).build())
        .addCluster(
            Cluster.workload(CLUSTER, Environment.PRODUCTION)
                .access(ClusterAccess.kubeconfig(kubeconfig.toString(), CLUSTER))
                .build())
        .build();
  }
}
