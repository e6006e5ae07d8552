package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  private final Terminal terminal = new Terminal();
  private final Map<String, String> environment = terminal.environment();

  @TempDir Path folder;

  @Nested
  class Arguments {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "foo              | unknown command 'foo'; see 'flotilla --help'",
          "stauts           | unknown command 'stauts'; did you mean 'status'?",
          "stauts staging   | unknown command 'stauts'; did you mean 'status'?",
          "help stauts      | unknown command 'stauts'; did you mean 'status'?",
          "help foo         | unknown command 'foo'; see 'flotilla --help'",
          "synth --ouptut=x | unknown option: '--ouptut=x'; did you mean '--output'?",
          "--versoin        | unknown option: '--versoin'; did you mean '--version'?",
          "list staging     | unmatched argument at index 1: 'staging'; see 'flotilla list --help'",
          "synth --foo      | unknown option: '--foo'; see 'flotilla synth --help'",
          "deploy           | clusters must be named, got none; name them, or all of an environment with --environment",
          "destroy          | clusters must be named, got none; name them, or all of an environment with --environment",
          "init             | missing required parameter: 'DIR'; see 'flotilla init --help'",
          "synth prod-ue    | unknown cluster 'prod-ue'; did you mean 'prod-eu'?",
          "diff production  | unknown cluster 'production'; the fleet has: staging, prod-eu,"
              + " prod-us, update",
          "status --context x | --context applies to one cluster, got 4: staging, prod-eu, prod-us,"
              + " update; name one of them",
          "deploy staging --timeout 5x | invalid value for option '--timeout': must be a duration"
              + " such as '5m' or '90s', got '5x'; see 'flotilla deploy --help'",
        })
    void argumentsAreRefusedWithARemedy(String line, String message) {
      assertThat(run(line)).isEqualTo(1);
      assertThat(errors()).isEqualTo("error: " + message + "\n");
      assertThat(data()).isEmpty();
    }

    @Test
    void argumentsAreAllRefusedAtOnce() {
      assertThat(run("synth stagin prod-ue")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              """
              error: unknown cluster 'stagin'; did you mean 'staging'?
              error: unknown cluster 'prod-ue'; did you mean 'prod-eu'?
              """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help"})
    void argumentsAskForHelp(String line) {
      assertThat(run(line)).isZero();
      assertThat(data())
          .startsWith("Usage: flotilla")
          .contains("synth", "list", "diff", "deploy", "destroy", "status", "doctor", "init")
          .contains("TF_VAR_<name>", "FLOTILLA_MIRROR");
      assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "synth, '0 done, 1 invalid input'",
      "list, '0 done, 1 invalid input'",
      "diff, '0 no change, 2 changes, 1 error'",
      "deploy, '0 converged, 1 error'",
      "destroy, '0 done, 1 error'",
      "status, '0 all ready, 2 something is not ready or older than what was published, 1 error'",
      "doctor, '0 ready, 1 not ready'",
      "init, '0 written, 1 error'",
    })
    void argumentsAskForHelpOfACommand(String command, String exitCodes) {
      assertThat(run(command + " --help")).isZero();
      String help = data();
      assertThat(help).startsWith("Usage: flotilla " + command).contains("Exit code: " + exitCodes);

      assertThat(run("help " + command)).isZero();
      assertThat(data()).isEqualTo(help + help);
    }

    @Test
    void argumentsAskForTheVersion() {
      assertThat(run("--version")).isZero();
      assertThat(data()).startsWith("flotilla ");
    }
  }

  @Nested
  class ListCommand {
    @Test
    void listPrintsATable() {
      assertThat(run("list")).isZero();
      assertThat(data())
          .isEqualTo(
              """
              CLUSTER  ENVIRONMENT  ROLE        CHANNEL        SYNC URL                  SYNC PATH
              staging  staging      workload    latest         oci://ghcr.io/acme/fleet  clusters/staging
              prod-eu  production   workload    latest-stable  oci://ghcr.io/acme/fleet  clusters/prod-eu
              prod-us  production   workload    latest-stable  oci://ghcr.io/acme/fleet  clusters/prod-us
              update   staging      automation  latest         oci://ghcr.io/acme/fleet  clusters/update
              """);
      assertThat(errors()).isEmpty();
    }

    @Test
    void printsJsonThroughTheMirror() {
      environment.put("FLOTILLA_MIRROR", "ghcr.io=registry.acme.example/mirror");

      assertThat(run("list --json")).isZero();
      assertThat(data())
          .startsWith(
              """
              [ {
                "name" : "staging",
                "environment" : "staging",
                "ring" : "",
                "role" : "workload",
                "channel" : "latest",
                "url" : "oci://registry.acme.example/mirror/acme/fleet",
                "path" : "clusters/staging"
              }, {
              """);
    }

    @Test
    void refusesAMirrorThatCannotBeRead() {
      environment.put("FLOTILLA_MIRROR", "a=b=c");

      assertThat(run("list")).isEqualTo(1);
      assertThat(errors())
          .startsWith("error: FLOTILLA_MIRROR: a mirror must")
          .endsWith(", got 'a=b=c'\n");
    }
  }

  @Nested
  class Synth {
    @Test
    void writesTheRequestedStacks() {
      assertThat(run("synth prod-eu --output out")).isZero();
      assertThat(folder.resolve("out/stacks/prod-eu/cdk.tf.json")).isNotEmptyFile();
      assertThat(folder.resolve("out/stacks/staging")).doesNotExist();
      assertThat(data()).isEmpty();
      assertThat(errors()).matches("fleet: synth: 1 stack in out \\(\\d+\\.\\d s\\)\n");
    }

    @Test
    void writesToTheFolderOfTheEnvironment() {
      environment.put("CDKTF_OUTDIR", folder.resolve("elsewhere").toString());

      assertThat(run("synth staging")).isZero();
      assertThat(folder.resolve("elsewhere/stacks/staging/cdk.tf.json")).exists();
    }

    @Test
    void reportsThatTheOutputCannotBeAFolder() throws IOException {
      Files.createFile(folder.resolve("file"));

      assertThat(run("synth --output file/out")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: the output folder must be a folder, got '%s/file/out', where '%s/file' is a file; name another with --output or CDKTF_OUTDIR\n"
                  .formatted(folder, folder));
    }

    @Test
    void refusesARepositoryWithStacksOfItsOwn() throws IOException {
      Path source = folder.resolve("stacks/network/main.tf");
      Files.createDirectories(source.getParent());
      Files.writeString(source, "resource {}");

      assertThat(run("synth --output .")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: the output folder '%s' must hold only what earlier synths of fleet 'oci://ghcr.io/acme/fleet' wrote, got 'stacks'; name another with --output or CDKTF_OUTDIR, or move it away\n"
                  .formatted(folder));
      assertThat(source).hasContent("resource {}");
      assertThat(folder).isDirectoryNotContaining("glob:**/{fleet,manifest.json,flotilla.json}");
    }
  }

  @Nested
  class WithoutWhatItNeeds {
    @Test
    void reportsAMissingOpenTofuBeforeItWritesAnything() {
      environment.put("TERRAFORM_BINARY_NAME", "no-such-tofu");

      assertThat(run("diff staging")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              """
              error: cannot start OpenTofu, got 'no-such-tofu'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path
              error: the kubeconfig of cluster 'staging' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'staging'
              """);
      assertThat(folder).isEmptyDirectory();
    }

    @Test
    void statusListsEveryUnreachableCluster() {
      assertThat(run("status staging update")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              """
              error: the kubeconfig of cluster 'staging' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'staging'
              error: the kubeconfig of cluster 'update' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'update'
              """);
      assertThat(data())
          .isEqualTo(
              """
              CLUSTER  READY    FLUX  OPERATOR  SYNC  MESSAGE
              staging  unknown                        not reached, see the error
              update   unknown                        not reached, see the error
              """);
    }

    @Test
    void statusAsJsonListsEveryUnreachableCluster() {
      assertThat(run("status staging update --json")).isEqualTo(1);
      assertThat(data())
          .contains("\"cluster\" : \"staging\"", "\"cluster\" : \"update\"")
          .contains("\"reached\" : false")
          .contains(
              "\"message\" : \"the kubeconfig of cluster 'update' must be a file, got '/no-such-home/.kube/config'");
    }

    @Test
    void doctorReportsEachFindingWithItsRemedy() {
      environment.put("TERRAFORM_BINARY_NAME", "no-such-tofu");
      environment.put("JSII_NODE", "no-such-node");

      assertThat(run("doctor staging")).isEqualTo(1);
      assertThat(data())
          .isEqualTo(
              """
              ok      Java: %s
              failed  Node.js: cannot start Node.js, which the constructs run in, got 'no-such-node'; install Node.js 20 or newer and put it on the PATH, or set JSII_NODE to it
              failed  OpenTofu: cannot start OpenTofu, got 'no-such-tofu'; install OpenTofu 1.12.4 or newer, or set TERRAFORM_BINARY_NAME to its path
              failed  cluster 'staging': the kubeconfig of cluster 'staging' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'staging'
              """
                  .formatted(Runtime.version()));
      assertThat(errors()).isEmpty();
    }
  }

  private int run(String line) {
    return terminal.run(folder, line);
  }

  private String data() {
    return terminal.data();
  }

  private String errors() {
    return terminal.errors();
  }
}
