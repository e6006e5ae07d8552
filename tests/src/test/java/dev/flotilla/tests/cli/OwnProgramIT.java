package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.OwnFleets;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A program of one's own that plain Java starts, without any launcher. */
class OwnProgramIT {
  private final Path folder = Project.emptyFolder("own-program");
  private final Path temporary = Project.emptyFolder("own-program-temporary");
  private final Program program =
      Program.own(
              OwnFleets.SOURCES.resolve("VariedFleet.java"),
              folder,
              "-Djava.io.tmpdir=" + temporary)
          .with("TMPDIR", temporary.toString());

  @Test
  void printsNothingOfItsNodeJsAndLeavesNoTemporaryFiles() {
    ProcessResult synth = program.run("synth", "staging").succeeded();

    assertThat(synth.stderr()).matches("fleet: synth: 1 stack in cdktf.out \\(\\d+\\.\\d s\\)\n");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void reportsWhatTheFleetRefusesLikeAnyOtherMistake() {
    ProcessResult list =
        Program.variedFleet(folder, "operator=latest").cold().run("list").exited(1);

    assertThat(list.output())
        .matches(
            "error: the version of the Flux Operator chart must be exact, such as '0.59.0', got 'latest'\n  at VariedFleet.java:\\d+\n");
  }

  @Test
  void projectOfInitIsSynthesizedForAnyRegistryAndOwner() {
    Program.flotilla(folder)
        .run("init", "own", "--registry", "europe-docker.pkg.dev/p", "--owner", "Acme-Corp")
        .succeeded();
    Path fleet = folder.resolve("own/src/main/java/fleet/MyFleet.java");

    Program.own(fleet, folder.resolve("own")).run("synth").succeeded();

    assertThat(folder.resolve("own/cdktf.out/stacks/staging/cdk.tf.json"))
        .content()
        .contains("oci://europe-docker.pkg.dev/p/acme-corp/fleet", "/Acme-Corp/fleet/");
  }
}
