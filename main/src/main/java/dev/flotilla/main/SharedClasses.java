package dev.flotilla.main;

import dev.flotilla.fleet.Organization;
import dev.flotilla.main.command.Program;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.TemporaryFolder;
import dev.flotilla.main.project.FirstFleet;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the commands that people run most, silently and on a made-up fleet, so that the JVM loads
 * the libraries' classes and can archive them. A launcher starts it once for each set of libraries,
 * in the middle of a user's command: it sees no cluster, no mirror and no output folder of theirs.
 */
final class SharedClasses {
  private SharedClasses() {}

  /** Runs the commands in an empty temporary folder, and removes it. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("flotilla-");
    Map<String, String> environment = ChildEnvironment.NODE.of(System.getenv());
    environment.put("TF_VAR_kubeconfig", kubeconfig(folder).toString());
    environment.put("TF_VAR_kube_context", "nowhere");
    // The second synth keeps its stacks, as most do. CDKTF_OUTDIR would name a user's folder.
    run(environment, folder, "synth", "--output", "out");
    run(environment, folder, "synth", "--output", "out");
    run(environment, folder, "status");
    TemporaryFolder.adopt(folder);
    TemporaryFolder.remove();
  }

  private static void run(Map<String, String> environment, Path folder, String... command) {
    Organization organization =
        Organization.onGitHub("registry.example", "acme", "fleet").asExample();
    Program.run(
        new Invocation(
            () -> FirstFleet.of(organization),
            StackCustomizer.NONE,
            environment,
            folder,
            new Report(nowhere(), nowhere(), false)),
        command);
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
}
