package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build begins with the tools that it needs, or says which are missing. */
class ToolsCheckIT {
  @TempDir private Path folder;

  @Test
  void acceptsTheLeastVersionsOfTheReadme() throws IOException {
    String needed = Document.of("README.md").section("Try it").text();

    assertThat(needed)
        .contains("git, make, JDK 17, Maven 3.8, Node.js 20.11 and Go 1.21, or newer");
    assertThat(check("2.39.5", "17", "3.8", "20.11", "1.21").succeeded().output()).isEmpty();
  }

  @Test
  void acceptsNewerVersionsOfMoreDigits() throws IOException {
    assertThat(check("2.50.1", "25.0.1", "3.10.0", "100.0.0", "1.100.2").succeeded().output())
        .isEmpty();
  }

  @Test
  void reportsAllThatAreTooOldAtOnce() throws IOException {
    ProcessResult result = check("1.9.1", "11.0.2", "3.6.3", "20.10.0", "1.20.14").exited(1);

    assertThat(result.stderr())
        .isEqualTo(
            """
            error: git must be 2 or newer, got '1.9.1'; install git
            error: the JDK must be 17 or newer, got '11.0.2'; install JDK 17 or newer and set JAVA_HOME
            error: Maven must be 3.8 or newer, got '3.6.3'; install Maven 3.8 or newer
            error: Node.js must be 20.11 or newer, got '20.10.0'; install Node.js 20.11 or newer
            error: Go must be 1.21 or newer, got '1.20.14'; install Go 1.21 or newer; it fetches the toolchain the sandbox needs
            """);
  }

  /** The list of targets is where somebody looks who has installed nothing yet. */
  @Test
  void makeListsItsTargetsWhereTheToolsAreMissing() throws IOException {
    for (String tool : new String[] {"git", "javac", "mvn", "node", "go"}) {
      Project.executable(
          folder.resolve(tool), "#!/bin/sh\necho '%s: not found' >&2\nexit 127\n".formatted(tool));
    }

    ProcessResult help =
        ProcessStarter.of("make", "help")
            .env("PATH", folder + ":" + System.getenv("PATH"))
            .run()
            .succeeded();

    assertThat(help.stderr()).isEmpty();
    assertThat(help.stdout()).contains("  build ", "  check ", "  help ");
  }

  private ProcessResult check(String git, String jdk, String maven, String node, String go)
      throws IOException {
    tool("git", "git version " + git);
    tool("javac", "javac " + jdk);
    tool("mvn", "Apache Maven " + maven + " (1234abcd)");
    tool("node", "v" + node);
    tool("go", "go" + go);
    return ProcessStarter.of(Project.ROOT.resolve("tools/check").toString())
        .env("PATH", folder + ":" + System.getenv("PATH"))
        .env("JAVA_HOME", "")
        .run();
  }

  private void tool(String name, String said) throws IOException {
    Project.executable(folder.resolve(name), "#!/bin/sh\necho '%s'\n".formatted(said));
  }
}
