package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The program as teams get it: unpacked somewhere, without Flotilla's sources and a fleet. */
class DistributionIT {
  private static final Path FOLDER = Project.emptyFolder("distribution");
  private static final Path TEAM = FOLDER.resolve("team");

  @BeforeAll
  static void unpack() throws Exception {
    String archive = "target/dist/flotilla.tar.gz";
    ProcessStarter.of("make").args(archive).in(Project.ROOT).run().succeeded();
    ProcessStarter.of("tar")
        .args("-xzf", Project.ROOT.resolve(archive).toString())
        .in(FOLDER)
        .run()
        .succeeded();
    Path fleet = Files.createDirectories(FOLDER.resolve("fleet"));
    Program.flotilla(fleet).run("synth").succeeded();
    Files.createDirectories(TEAM);
    Files.move(fleet.resolve("cdktf.out/fleet/fleet.json"), TEAM.resolve("fleet.json"));
    FleetRepository team = new FleetRepository(TEAM);
    team.commitContent("frontend", "staging", "1");
    team.commitContent("frontend", "production", "1");
  }

  @Test
  void checksForAFleetThatIsNamed() {
    ProcessResult check = flotilla("check", "--fleet", "fleet.json").succeeded();

    assertThat(check.stderr()).startsWith("content: check: passed");
    assertThat(flotilla("publish", "--fleet", "fleet.json").exited(1).stderr())
        .startsWith("error: --fleet must come with --component, ");
  }

  @Test
  void saysThatItHasNoFleet() {
    assertThat(flotilla("check").exited(1).stderr())
        .isEqualTo(
            "error: a command must be run in the project of a fleet or name one, got none; where it has that option, set --fleet, or FLOTILLA_FLEET, to the fleet.json of its artifact or to the address of that\n");
    assertThat(flotilla("--help").succeeded().stdout()).contains("\n  check ", "\n  versions ");
  }

  private static ProcessResult flotilla(String... args) {
    return ProcessStarter.of(FOLDER.resolve("flotilla/flotilla").toString())
        .args(args)
        .in(TEAM)
        .run();
  }
}
