package dev.flotilla.main.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.Mirror;
import dev.flotilla.stacks.d2.D2Fleet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new TreeMap<>(Map.of("HOME", "/no-such-home"));

  @TempDir Path folder;

  @Nested
  class Arguments {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "''               | a command must be given; see 'flotilla --help'",
          "foo              | unmatched argument at index 0: 'foo'; see 'flotilla --help'",
          "synth --foo      | unknown option: '--foo'; see 'flotilla synth --help'",
          "deploy           | missing required parameter: 'CLUSTER'; see 'flotilla deploy --help'",
          "destroy          | missing required parameter: 'CLUSTER'; see 'flotilla destroy --help'",
          "init             | missing required parameter: 'DIR'; see 'flotilla init --help'",
          "synth prod-ue    | unknown cluster 'prod-ue'; did you mean 'prod-eu'?",
          "diff production  | unknown cluster 'production'; the fleet has: staging, prod-eu, prod-us, update",
          "status --context x | --context is for one cluster, got 4: staging, prod-eu, prod-us, update; name the one",
          "deploy staging --timeout 5x | invalid value for option '--timeout': must be a duration such as '5m' or '90s', got '5x'; see 'flotilla deploy --help'",
        })
    void areRefusedWithARemedy(String line, String message) {
      assertThat(run(line)).isEqualTo(1);
      assertThat(errors()).isEqualTo("error: " + message + "\n");
      assertThat(data()).isEmpty();
    }

    @Test
    void areAllRefusedAtOnce() {
      assertThat(run("synth stagin prod-ue")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              """
              error: unknown cluster 'stagin'; did you mean 'staging'?
              error: unknown cluster 'prod-ue'; did you mean 'prod-eu'?
              """);
    }

    @Test
    void askForHelp() {
      assertThat(run("--help")).isZero();
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
      "status, '0 all ready, 2 something is not, 1 error'",
      "doctor, '0 ready, 1 not ready'",
      "init, '0 written, 1 not'",
    })
    void askForHelpOfACommand(String command, String exitCodes) {
      assertThat(run(command + " --help")).isZero();
      assertThat(data())
          .startsWith("Usage: flotilla " + command)
          .contains("Exit code: " + exitCodes);
    }

    @Test
    void askForTheVersion() {
      assertThat(run("--version")).isZero();
      assertThat(data()).startsWith("flotilla ");
    }
  }

  @Nested
  class ListCommand {
    @Test
    void printsATable() {
      assertThat(run("list")).isZero();
      assertThat(data())
          .isEqualTo(
              """
              CLUSTER  ENVIRONMENT  ROLE        CHANNEL        SYNC URL                                      SYNC PATH
              staging  staging      workload    latest         oci://ghcr.io/controlplaneio-fluxcd/d2-fleet  clusters/staging
              prod-eu  production   workload    latest-stable  oci://ghcr.io/controlplaneio-fluxcd/d2-fleet  clusters/prod-eu
              prod-us  production   workload    latest-stable  oci://ghcr.io/controlplaneio-fluxcd/d2-fleet  clusters/prod-us
              update   staging      automation  latest         oci://ghcr.io/controlplaneio-fluxcd/d2-fleet  clusters/update
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
                "role" : "workload",
                "channel" : "latest",
                "url" : "oci://registry.acme.example/mirror/controlplaneio-fluxcd/d2-fleet",
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
  class TheFleet {
    @Test
    void isBuiltOnce() {
      AtomicInteger built = new AtomicInteger();
      Supplier<Fleet> fleet =
          () -> {
            built.incrementAndGet();
            return D2Fleet.fleet();
          };

      assertThat(run("synth prod-eu --output out", fleet)).isZero();
      assertThat(built).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "deploy --help"})
    void isNotNeededToAskForHelp(String line) {
      Supplier<Fleet> fleet =
          () -> {
            throw new AssertionError("built");
          };

      assertThat(run(line, fleet)).isZero();
      assertThat(errors()).isEmpty();
    }

    @Test
    void isToldWhatItsValuesReject() {
      Supplier<Fleet> fleet = () -> D2Fleet.fleet().withMirror(Mirror.parse("docker.io"));

      assertThat(run("list", fleet)).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: a mirror must be told as 'ghcr.io=registry.example.com/prefix', got 'docker.io'\n");
    }

    @Test
    void isToldWhatItsConstantsReject() {
      assertThat(run("list", Constants::fleet)).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: a mirror must be told as 'ghcr.io=registry.example.com/prefix', got 'ghcr.io'\n");
    }

    @Test
    void isToldThatItThrewAndWhereWhenAsked() {
      Supplier<Fleet> fleet =
          () -> {
            throw new IllegalStateException("no such tenant");
          };

      assertThat(run("list", fleet)).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: the fleet must be built without an exception, got 'java.lang.IllegalStateException: no such tenant'; set FLOTILLA_DEBUG=1 to see where\n");

      environment.put("FLOTILLA_DEBUG", "1");
      assertThat(run("list", fleet)).isEqualTo(1);
      assertThat(errors())
          .contains(
              "Caused by: java.lang.IllegalStateException: no such tenant\n\tat "
                  + ProgramTest.class.getName());
    }
  }

  /** A fleet whose class cannot even be loaded. */
  private static final class Constants {
    private static final Mirror MIRROR = Mirror.parse("ghcr.io");

    static Fleet fleet() {
      return D2Fleet.fleet().withMirror(MIRROR);
    }
  }

  @Nested
  class Synth {
    @Test
    void writesTheStacksAskedFor() {
      assertThat(run("synth prod-eu --output out")).isZero();
      assertThat(folder.resolve("out/stacks/prod-eu/cdk.tf.json")).isNotEmptyFile();
      assertThat(folder.resolve("out/stacks/staging")).doesNotExist();
      assertThat(data()).isEmpty();
      assertThat(errors()).matches("fleet: synth: 1 stack in out \\(\\d+\\.\\d s\\)\n");
    }

    @Test
    void writesWhereTheEnvironmentSays() {
      environment.put("CDKTF_OUTDIR", folder.resolve("elsewhere").toString());

      assertThat(run("synth staging")).isZero();
      assertThat(folder.resolve("elsewhere/stacks/staging/cdk.tf.json")).exists();
    }

    @Test
    void saysThatTheOutputCannotBeWritten() throws IOException {
      Files.createFile(folder.resolve("file"));

      assertThat(run("synth --output file/out")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: cannot write the output folder, got '%s/file/out'; make it and the temporary folder writable, or name another with --output or CDKTF_OUTDIR\n"
                  .formatted(folder));
    }
  }

  @Nested
  class Init {
    @Test
    void writesAProjectWithTheValuesOfItsOptions() {
      assertThat(
              run(
                  "init own --registry ghcr.io --owner me --repository my-fleet --libraries https://maven.me.example?a&b"))
          .isZero();

      assertThat(errors()).isEqualTo("init: wrote own; see its README.md\n");
      assertThat(folder.resolve("own/src/main/java/fleet/MyFleet.java"))
          .content()
          .contains("= new Organization(\"ghcr.io\", \"me\", \"my-fleet\");")
          .contains("Credential.registry(\"registry-auth\", \"ghcr.io\", \"flux\")");
      assertThat(folder.resolve("own/pom.xml"))
          .content()
          .contains("<flotilla.repository>https://maven.me.example?a&amp;b</flotilla.repository>");
      assertThat(folder.resolve("own/.gitignore")).content().contains("cdktf.out/", ".flotilla/");
      assertThat(folder.resolve("own/flotilla")).isExecutable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --owner me", " --registry ghcr.io"})
    void writesAnExamplesOrganizationUntilTheUsersIsTold(String options) {
      assertThat(run("init own --libraries file:///srv/maven" + options)).isZero();

      assertThat(folder.resolve("own/src/main/java/fleet/MyFleet.java"))
          .content()
          .contains("Organization organization = Organization.example(");
    }

    @Test
    void leavesNoNameToFillIn() {
      assertThat(run("init own --libraries file:///srv/maven")).isZero();

      try (Stream<Path> tree = Files.walk(folder.resolve("own"))) {
        assertThat(tree.filter(Files::isRegularFile))
            .hasSize(7)
            .allSatisfy(file -> assertThat(file).content().doesNotContain("{{", "}}"));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void refusesNamesThatAreNoRepositoryInARegistry() {
      assertThat(run("init own --owner Acme --libraries file:///srv/maven")).isEqualTo(1);

      assertThat(errors())
          .isEqualTo(
              "error: an OCI URL must look like 'oci://registry.example.com/team/name', without tag or digest, got 'oci://registry.acme.example/Acme/fleet'\n");
      assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderWithSomethingInIt() throws IOException {
      Files.createFile(folder.resolve("mine"));

      assertThat(run("init . --libraries file:///srv/maven")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: the folder of a new project must be new or empty, got '%s'; name another\n"
                  .formatted(folder));
    }

    @Test
    void asksForTheLibraries() {
      assertThat(run("init own")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: the Maven repository of Flotilla's libraries must be there, got 'target/repository'; run 'make repository' where Flotilla is built, or name one with --libraries\n");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Nested
  class WithoutWhatItNeeds {
    @Test
    void saysThatOpenTofuIsMissingBeforeItWritesAnything() {
      environment.put("TERRAFORM_BINARY_NAME", "no-such-tofu");

      assertThat(run("diff staging")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "error: cannot start OpenTofu, got 'no-such-tofu'; install OpenTofu 1.12.0 or newer, or set TERRAFORM_BINARY_NAME to its path\n");
      assertThat(folder).isEmptyDirectory();
    }

    @Test
    void statusTellsOfEveryClusterThatItCannotAsk() {
      assertThat(run("status staging update")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              """
              error: the kubeconfig of cluster 'staging' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'staging'
              error: the kubeconfig of cluster 'update' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'update'
              """);
      assertThat(data()).isEmpty();
    }

    @Test
    void doctorTellsEachFindingWithItsRemedy() {
      environment.put("TERRAFORM_BINARY_NAME", "no-such-tofu");
      environment.put("JSII_NODE", "no-such-node");

      assertThat(run("doctor staging")).isEqualTo(1);
      assertThat(data())
          .isEqualTo(
              """
              ok      Java: %s
              failed  Node.js: cannot start Node.js, which the constructs run in, got 'no-such-node'; install Node.js 20 or newer and put it on the PATH, or set JSII_NODE to it
              failed  OpenTofu: cannot start OpenTofu, got 'no-such-tofu'; install OpenTofu 1.12.0 or newer, or set TERRAFORM_BINARY_NAME to its path
              failed  cluster 'staging': the kubeconfig of cluster 'staging' must be a file, got '/no-such-home/.kube/config' from the fleet; set KUBECONFIG to the file with context 'staging'
              """
                  .formatted(Runtime.version()));
      assertThat(errors()).isEmpty();
    }
  }

  private int run(String line) {
    return run(line, D2Fleet::fleet);
  }

  private int run(String line, Supplier<Fleet> fleet) {
    Report report =
        new Report(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    return Program.run(new Invocation(fleet, environment, folder, report), arguments);
  }

  private String data() {
    return out.toString(UTF_8);
  }

  private String errors() {
    return err.toString(UTF_8);
  }
}
