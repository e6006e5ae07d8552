package dev.flotilla.tests.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Node.js that the constructs run in, as jsii starts it. */
class NodeJsIT {
  private final Path folder = Project.emptyFolder("node-js");
  private final Program program = Program.flotilla(folder);

  @Test
  void lastOutputOfJavaScriptIsPrinted() {
    String preload =
        inKernel(
            """
            process.on('exit', () => {
              for (let line = 1; line <= 200; line++) console.log(`line ${line}`);
              console.error('the last warning');
            });
            """);

    ProcessResult synth = program.with("NODE_OPTIONS", preload).run("synth", "staging").succeeded();

    assertThat(synth.stdout().lines()).hasSize(200).endsWith("line 200");
    assertThat(synth.stderr()).endsWith("the last warning\n");
  }

  @Test
  void deprecationsOfJsiiAreNotPrintedAndOtherWarningsAre() {
    String preload =
        inKernel(
            """
            setImmediate(() => {
              process.emitWarning('util.isArray is deprecated', 'DeprecationWarning');
              process.emitWarning('the disk is slow');
            });
            """);

    ProcessResult synth = program.with("NODE_OPTIONS", preload).run("synth", "staging").succeeded();

    assertThat(synth.stderr()).contains("Warning: the disk is slow").doesNotContain("isArray");
  }

  @Test
  void endOfNodeJsIsReportedInOneLineAndLeavesNoTemporaryFiles() {
    Path temporary = Project.emptyFolder("node-js-temporary");
    String preload =
        inKernel(
            """
            const fs = require('node:fs');
            const write = fs.writeSync;
            let answers = 0;
            fs.writeSync = (...args) => (++answers > 20 ? process.exit(3) : write(...args));
            """);

    ProcessResult synth =
        program
            .with("TMPDIR", temporary.toString())
            .with("NODE_OPTIONS", preload)
            .run("synth", "staging")
            .exited(1);

    assertThat(synth.stderr())
        .isEqualTo(
            "error: the stacks must be created without an error of Node.js, got 'Child process exited unexpectedly!'; set FLOTILLA_DEBUG=1 to see where\n");
    assertThat(temporary).isEmptyDirectory();
  }

  /** Returns the option of a Node.js that first does something in the process of the constructs. */
  private String inKernel(String script) {
    String condition = "if (String(process.argv[1]).endsWith('program.js') && isMainThread)";
    Path preload =
        Project.write(
            folder.resolve("preload.cjs"),
            "const { isMainThread } = require('node:worker_threads');\n%s {\n%s}\n"
                .formatted(condition, script));
    return "--require=" + preload;
  }

  @Test
  void keepsNothingInTheUsersHome() {
    Path home = Project.emptyFolder("node-js-home");

    program.with("HOME", home.toString()).run("synth", "staging").succeeded();

    assertThat(Project.files(home)).isEmpty();
  }

  @Test
  void aSynthThatChangesNoStackNeedsNoNodeJs() {
    Path json = folder.resolve("cdktf.out/stacks/staging/cdk.tf.json");
    program.run("synth").succeeded();
    String stack = Project.read(json);

    program.with("JSII_NODE", "/no/node").run("synth").succeeded();

    assertThat(Project.read(json)).isEqualTo(stack);
  }

  @Test
  void commandsThatWriteNoStackNeedNoNodeJs() throws IOException {
    Files.createDirectory(folder.resolve("workflows"));
    Program without =
        program
            .with("PATH", withoutNode().toString())
            .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
            .with("COSIGN_PASSWORD", TestCredential.VALUE);

    without.run("list").succeeded();
    without.run("workflows", "workflows").succeeded();
    without.run("keys", "keys").succeeded();
    without.run("init", "own", "--registry", "ghcr.io", "--owner", "acme").succeeded();
    assertThat(without.run("publish").stderr()).contains("must be yours");
    assertThat(without.run("status", "staging").stderr()).doesNotContain("Node.js");
    assertThat(without.run("synth", "staging").stderr()).contains("cannot start Node.js");
  }

  /** Returns a folder with links to all programs on the PATH but that one. */
  private Path withoutNode() {
    Path programs = Project.emptyFolder("without-node-js");
    for (String path : System.getenv("PATH").split(":", -1)) {
      for (File program : Objects.requireNonNullElse(new File(path).listFiles(), new File[0])) {
        Path link = programs.resolve(program.getName());
        if (!program.getName().startsWith("node") && !Files.exists(link, NOFOLLOW_LINKS)) {
          link(link, program.toPath());
        }
      }
    }
    return programs;
  }

  private static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that is not the program's own must not be removed with the temporary ones. */
  @Test
  void anotherProgramForNodeJsIsNotRemoved() {
    Path jsii = jsii();

    program
        .with("JSII_RUNTIME", "exec node '%s'".formatted(jsii))
        .run("synth", "staging")
        .succeeded();

    assertThat(jsii).isRegularFile();
  }

  /** Returns jsii's own program, unpacked. */
  private Path jsii() {
    String jar =
        Stream.of(Project.classPathOfConstructs().split(":", -1))
            .filter(path -> path.contains("/jsii-runtime-"))
            .findFirst()
            .orElseThrow();
    ProcessStarter.of("jar", "--extract", "--file", jar).in(folder).run().succeeded();
    return folder.resolve("software/amazon/jsii/bin/jsii-runtime.js");
  }

  @Test
  void getsNoSecretHoweverSynthIsStarted() throws IOException {
    Path names = folder.resolve("names");
    Path preload =
        Project.write(
            folder.resolve("names.cjs"),
            "require('fs').appendFileSync('%s', Object.keys(process.env).join('\\n') + '\\n');"
                .formatted(names));
    Map<String, String> secrets =
        Map.of(
            "TF_VAR_ghcr_auth_password", TestCredential.VALUE,
            "COSIGN_PASSWORD", TestCredential.VALUE,
            "AWS_SECRET_ACCESS_KEY", TestCredential.VALUE,
            "A_TOKEN", TestCredential.VALUE,
            "NODE_OPTIONS", "--require=" + preload);

    List<Runnable> ways =
        List.of(
            () -> program.with(secrets).run("synth", "staging").succeeded(),
            () ->
                program
                    .with(secrets)
                    .with("JSII_RUNTIME", "exec node '%s'".formatted(jsii()))
                    .run("synth", "staging")
                    .succeeded(),
            () ->
                ProcessStarter.of("java", "-cp", Project.classPath(), "dev.flotilla.d2.D2Fleet")
                    .args("synth", "staging")
                    .in(folder)
                    .env(secrets)
                    .run()
                    .succeeded());
    for (Runnable way : ways) {
      Files.deleteIfExists(names);
      // Else the stack of the way before is kept, without Node.js.
      Files.deleteIfExists(folder.resolve("cdktf.out/stacks/staging/flotilla.fingerprint"));
      way.run();
      assertThat(Files.readAllLines(names))
          .contains("PATH", "NODE_OPTIONS")
          .doesNotContain("TF_VAR_ghcr_auth_password", "COSIGN_PASSWORD", "A_TOKEN")
          .doesNotContain("AWS_SECRET_ACCESS_KEY");
    }
  }
}
