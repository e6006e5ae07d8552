package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.StopSignal;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SynthIT {
  @Test
  void writesTheSameBytesInAnyLocaleTimeZoneAndFolder() throws IOException {
    Program here =
        Program.flotilla(Project.emptyFolder("synth-utc"))
            .with(Map.of("LANG", "C", "LC_ALL", "C", "TZ", "UTC"));
    Program there =
        Program.flotilla(Project.emptyFolder("synth-istanbul"))
            .with(Map.of("LANG", "tr_TR.UTF-8", "LC_ALL", "tr_TR.UTF-8", "TZ", "Asia/Kathmandu"))
            .with("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");

    synth(here);
    synth(there);

    assertThat(contents(here.output())).isNotEmpty().isEqualTo(contents(there.output()));
  }

  @Test
  void writesTheSameBytesInAFolderWithASpaceAndAnUmlaut() throws IOException {
    Program plain = Program.flotilla(Project.emptyFolder("synth-plain"));
    Program other =
        Program.flotilla(Project.emptyFolder("synth größe 1/my fleet"))
            .with(Map.of("LANG", "C.UTF-8", "LC_ALL", "C.UTF-8"));

    synth(plain, "staging");
    synth(other, "staging");

    assertThat(contents(other.output())).isNotEmpty().isEqualTo(contents(plain.output()));
  }

  @Test
  void writesOnlyTheRequestedClustersAndKeepsTheOthers() throws IOException {
    Program program = Program.flotilla(Project.emptyFolder("synth-subset"));
    synth(program, "prod-eu");
    Map<String, String> before = contents(program.output().resolve("stacks/prod-eu"));

    synth(program, "staging");

    assertThat(stacks(program)).containsExactly("prod-eu", "staging");
    assertThat(contents(program.output().resolve("stacks/prod-eu"))).isEqualTo(before);
  }

  @Test
  void writesToOutputBeforeTheFolderOfTheEnvironment() {
    Path folder = Project.emptyFolder("synth-output");
    Program program = Program.flotilla(folder).with("CDKTF_OUTDIR", "from-environment");

    synth(program, "staging");
    synth(program, "staging", "--output", "from-option");

    assertThat(folder.resolve("from-environment/stacks/staging/cdk.tf.json")).exists();
    assertThat(folder.resolve("from-option/stacks/staging/cdk.tf.json")).exists();
    assertThat(folder.resolve("cdktf.out")).doesNotExist();
  }

  @Test
  void reportsAnInterruptionAndLeavesNoTemporaryFiles() {
    Path temporary = Project.emptyFolder("synth-interrupted-temporary");
    Program program =
        Program.flotilla(Project.emptyFolder("synth-interrupted"))
            .with("TMPDIR", temporary.toString());

    try (var synth = program.start("synth")) {
      // From here on Node.js works for it.
      Waiting.await().until(() -> synth.tree().stream().anyMatch(SynthIT::isNode));
      StopSignal.KILL.send(synth).succeeded();

      assertThat(synth.await().exited(143).stderr()).isEqualTo("error: interrupted\n");
    }
    assertThat(temporary).isEmptyDirectory();
  }

  private static boolean isNode(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/node");
  }

  private static void synth(Program program, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "synth";
    System.arraycopy(args, 0, all, 1, args.length);
    ProcessResult result = program.run(all);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static java.util.List<String> stacks(Program program) throws IOException {
    try (var folders = Files.list(program.output().resolve("stacks"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : Project.files(root)) {
      contents.put(root.relativize(file).toString(), Files.readString(file));
    }
    return contents;
  }
}
