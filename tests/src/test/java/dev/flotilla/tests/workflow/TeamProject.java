package dev.flotilla.tests.workflow;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A team's project whose files for CI the program has written: it has neither the fleet's sources
 * nor a token for them.
 *
 * @param folder the project
 * @param repository its Git repository, with its owner
 */
record TeamProject(Path folder, String repository) {
  /**
   * Writes them.
   *
   * @param fleet the class of the fleet, of which the project has a description
   * @param server has the program
   */
  void writeWorkflows(String fleet, Sandbox sandbox, ProgramServer server) throws IOException {
    Path work = folder.getParent();
    ProcessStarter.of("tar")
        .args("-xzf", ProgramServer.ARCHIVE.toString())
        .in(work)
        .run()
        .succeeded();
    Path sources = Files.createDirectories(work.resolve("fleet"));
    Program.ownFleet(fleet, sources).against(sandbox).run("synth").succeeded();
    Files.createDirectories(folder);
    Files.move(sources.resolve("cdktf.out/fleet/fleet.json"), folder.resolve("fleet.json"));
    ProcessStarter.of(work.resolve("flotilla/flotilla").toString(), "workflows")
        .args("--repository", repository, "--fleet", "fleet.json", "--program", server.address())
        .in(folder)
        .run()
        .succeeded();
  }
}
