package dev.flotilla.tests.cli;

import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import org.junit.jupiter.api.Test;

class LauncherIT {
  /** Without, each start takes half as long again, and nothing says so. */
  @Test
  void archiveOfClassesHoldsForTheProgramThatIsTested() {
    String archive = Project.sharedClasses().toString();
    String java =
        Project.read(Project.ROOT.resolve("d2/target/lib.jsa.made-with"))
            .replaceFirst(" .*\\s*", "");

    ProcessStarter.of(java, "-Xshare:on", "-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + archive)
        .args("-cp", Project.classPath(), "dev.flotilla.d2.D2Fleet", "list")
        .run()
        .succeeded();
  }
}
