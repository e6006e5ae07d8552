package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.OfflineConfig;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a user reads who has made a mistake, or whose machine lacks something: in full. */
class MessagesIT {
  private static final String MIRROR = "ghcr.io=registry.acme.example";

  private static final String TOFU = Sandbox.tofu().toString();

  private final Path folder = Project.emptyFolder("messages");
  private final Program program =
      Program.flotilla(folder)
          .with("TERRAFORM_BINARY_NAME", TOFU)
          .with("FLOTILLA_MIRROR", MIRROR)
          .with(TestCredential.VARIABLE, TestCredential.VALUE);

  @Test
  void unknownClusterIsReportedWithTheNearestName() {
    assertThat(error(program, "synth", "stagign"))
        .isEqualTo("error: unknown cluster 'stagign'; did you mean 'staging'?\n");
  }

  @Test
  void allUnknownClustersAreReportedAtOnce() {
    assertThat(error(program, "synth", "moon", "prod-eo"))
        .isEqualTo(
            """
            error: unknown cluster 'moon'; the fleet has: staging, prod-eu, prod-us, update
            error: unknown cluster 'prod-eo'; did you mean 'prod-eu'?
            """);
  }

  @Test
  void outputThatCannotBeWrittenIsReported() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThat(error(program, "synth", "staging", "--output", "a-file/out"))
        .isEqualTo(
            "error: the output folder must be a folder, got '%s/out', where '%s' is a file; name another with --output or CDKTF_OUTDIR\n"
                .formatted(file, file));
  }

  @Test
  void missingNodeIsReportedAndNothingIsLeftBehind() {
    assertThat(error(program.with("JSII_NODE", "/no/node"), "synth", "staging"))
        .isEqualTo(
            "error: cannot start Node.js, which the constructs run in, got '/no/node'; install Node.js 20 or newer and put it on the PATH, or set JSII_NODE to it\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tooOldNodeIsReportedAndNothingIsLeftBehind() throws IOException {
    Path old = Project.executable(folder.resolve("old-node"), "#!/bin/sh\necho v18.20.8\n");

    assertThat(error(program.with("JSII_NODE", old.toString()), "synth", "staging"))
        .isEqualTo(
            "error: Node.js must be 20 or newer, got 'v18.20.8'; install Node.js 20 or newer and put it on the PATH, or set JSII_NODE to it\n");
    assertThat(program.output()).doesNotExist();
  }

  @Test
  void everyMissingProgramIsReportedWithOpenTofu() {
    Program poor =
        program
            .with("TERRAFORM_BINARY_NAME", "/no/tofu")
            .with("JSII_NODE", "/no/node")
            .with("KUBECONFIG", "/no/kubeconfig");

    assertThat(error(poor, "diff", "staging", "--plane", "stacks", "update"))
        .isEqualTo(
            """
            error: cannot start OpenTofu, got '/no/tofu'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path
            error: cannot start Node.js, which the constructs run in, got '/no/node'; install Node.js 20 or newer and put it on the PATH, or set JSII_NODE to it
            error: the kubeconfig of cluster 'staging' must be a file, got '/no/kubeconfig' from KUBECONFIG; set KUBECONFIG to the file with context 'staging'
            error: the kubeconfig of cluster 'update' must be a file, got '/no/kubeconfig' from KUBECONFIG; set KUBECONFIG to the file with context 'update'
            """);
  }

  @Test
  void unreachableRegistryOfProvidersIsReportedWithTheWayOfAClosedNetwork() throws IOException {
    Program closed =
        program
            .with("KUBECONFIG", kubeconfig().toString())
            .with("HTTPS_PROXY", "http://127.0.0.1:1");
    String summary = "error: cluster 'staging': init: Failed to resolve provider packages";
    String why =
        "  Could not resolve provider hashicorp/%s: could not connect to registry.opentofu.org: failed to request discovery document: Get \"https://registry.opentofu.org/.well-known/terraform.json\": proxyconnect tcp: dial tcp 127.0.0.1:1: connect: connection refused";

    assertThat(error(closed, "diff", "staging", "--plane", "stacks").lines())
        .containsExactlyInAnyOrder(
            summary,
            why.formatted("helm"),
            summary,
            why.formatted("kubernetes"),
            "  the registry of the providers must be reachable; in a closed network, fill a folder with 'tofu providers mirror' elsewhere and name it as filesystem_mirror in the file that TF_CLI_CONFIG_FILE names",
            "  OpenTofu's full output is in "
                + program.output().resolve("stacks/staging/flotilla.log"));
  }

  @Test
  void stateThatCannotBeWrittenIsReported() throws IOException {
    Files.createFile(folder.resolve(".flotilla"));

    assertThat(error(program.with("KUBECONFIG", kubeconfig().toString()), "deploy", "staging"))
        .isEqualTo(
            "error: cannot create the folder '%s/.flotilla'; make its parent writable for you\n"
                .formatted(folder));
  }

  @Test
  void tooOldOpenTofuIsReportedWithItsVersion() throws IOException {
    Path old =
        Project.executable(folder.resolve("old-tofu"), "#!/bin/sh\necho 'OpenTofu v1.9.1'\n");

    Program program =
        this.program
            .with("TERRAFORM_BINARY_NAME", old.toString())
            .with("KUBECONFIG", kubeconfig().toString());

    assertThat(error(program, "diff", "staging", "--plane", "stacks"))
        .isEqualTo(
            "error: OpenTofu must be 1.12.4 or newer, got '1.9.1' from '%s'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path\n"
                .formatted(old));
  }

  @Test
  void missingKubeconfigIsReportedWithWhereItsPathComesFrom() {
    assertThat(error(program.with("KUBECONFIG", "no-such-file"), "deploy", "staging"))
        .isEqualTo(
            "error: the kubeconfig of cluster 'staging' must be a file, got '%s' from KUBECONFIG; set KUBECONFIG to the file with context 'staging'\n"
                .formatted(folder.resolve("no-such-file")));
  }

  @Test
  void missingContextIsReportedWithThoseThatAreThere() throws IOException {
    Path kubeconfig = kubeconfig();

    assertThat(error(program.with("KUBECONFIG", kubeconfig.toString()), "deploy", "update"))
        .isEqualTo(
            "error: the kubeconfig of cluster 'update', '%s', must have the cluster's context, got 'update'; name another with --context (it has: staging)\n"
                .formatted(kubeconfig));
  }

  @Test
  void unreachableClusterIsReported() throws IOException {
    Path kubeconfig = kubeconfig();

    for (String command : new String[] {"deploy", "status"}) {
      assertThat(error(program.with("KUBECONFIG", kubeconfig.toString()), command, "staging"))
          .isEqualTo(
              "error: cluster 'staging' at https://127.0.0.1:1 (context 'staging' of '%s') must be reachable, got 'connection refused'; start it, or check the network and the context\n"
                  .formatted(kubeconfig));
    }
    assertThat(program.state("staging")).doesNotExist();
  }

  @Test
  void fleetOfTheExamplesOrganizationIsNotDeployed() throws IOException {
    Program open = program.with("FLOTILLA_MIRROR", "").with("KUBECONFIG", kubeconfig().toString());

    assertThat(error(open, "deploy", "staging", "update"))
        .isEqualTo(
            "error: the fleet's organization must be yours, because its owner decides what runs on 'staging', 'update', got the example 'ghcr.io/controlplaneio-fluxcd/d2-fleet'; give the fleet an Organization.onGitHub(…) with your registry, owner and repository, mirror 'ghcr.io' with FLOTILLA_MIRROR, or trust the example's owner with --trust controlplaneio-fluxcd\n");
    assertThat(open.output()).doesNotExist();
  }

  @Test
  void fleetOfAnOwnOrganizationAndATrustedExampleAreDeployed() throws IOException {
    Program open = program.with("FLOTILLA_MIRROR", "").with("KUBECONFIG", kubeconfig().toString());
    Program own =
        Program.variedFleet(folder)
            .with("TERRAFORM_BINARY_NAME", TOFU)
            .with("KUBECONFIG", kubeconfig().toString());

    for (String error :
        new String[] {
          error(open, "deploy", "staging", "--trust", "controlplaneio-fluxcd"),
          error(own, "deploy", "staging"),
        }) {
      assertThat(error).startsWith("error: cluster 'staging' at https://127.0.0.1:1");
    }
  }

  @Test
  void mistypedMirrorIsReported() {
    assertThat(error(program.with("FLOTILLA_MIRROR", "ghcr.io"), "list"))
        .isEqualTo(
            "error: FLOTILLA_MIRROR: a mirror must be written '<registry>=<mirror>', for example 'ghcr.io=registry.example.com/prefix', got 'ghcr.io'\n");
  }

  private Path kubeconfig() throws IOException {
    return Files.writeString(folder.resolve("kubeconfig"), OfflineConfig.kubeconfig("staging"));
  }

  /** Returns what is said after what was done. */
  private static String error(Program program, String... args) {
    ProcessResult result = program.run(args).exited(1);
    return result.stderr().substring(Math.max(0, result.stderr().indexOf("error: ")));
  }
}
