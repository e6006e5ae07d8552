package dev.flotilla.tests.cli;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.stream.Collectors.toMap;
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
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The program that jsii has Node.js run, and what the launcher has it keep. */
class NodeJsIT {
  private static final Path JSII =
      Project.ROOT.resolve(
          "bindings/jsii-runtime/target/classes/software/amazon/jsii/bin/jsii-runtime.js");

  private final Path folder = Project.emptyFolder("node-js");
  private final Path kept = folder.resolve("kept");
  private final Program keeping =
      Program.flotilla(folder)
          .with("JSII_RUNTIME", "exec node --preserve-symlinks '%s' '%s'".formatted(JSII, kept));

  /** Not from a thread of Node.js: jsii has some index what it unpacks, and each would print it. */
  @Test
  void whatJavaScriptPrintsLastArrives() {
    Path preload =
        Project.write(
            folder.resolve("preload.cjs"),
            """
            if (require('node:worker_threads').isMainThread) process.on('exit', () => {
              for (let line = 1; line <= 5000; line++) console.log(`line ${line}`);
              console.error('the last warning');
            });
            """);

    ProcessResult synth =
        keeping.with("NODE_OPTIONS", "--require=" + preload).run("synth", "staging").succeeded();

    assertThat(synth.stdout().lines()).hasSize(5000).endsWith("line 5000");
    assertThat(synth.stderr()).endsWith("the last warning\n");
  }

  @Test
  void deprecationsOfJsiiAreNotPrintedAndOtherWarningsAre() {
    Path preload =
        Project.write(
            folder.resolve("preload.cjs"),
            """
            if (require('node:worker_threads').isMainThread) setImmediate(() => {
              process.emitWarning('util.isArray is deprecated', 'DeprecationWarning');
              process.emitWarning('the disk is slow');
            });
            """);

    ProcessResult synth =
        keeping.with("NODE_OPTIONS", "--require=" + preload).run("synth", "staging").succeeded();

    assertThat(synth.stderr()).contains("Warning: the disk is slow").doesNotContain("isArray");
  }

  @Test
  void secondRunUnpacksAndCompilesNothing() {
    keeping.run("synth", "staging").succeeded();
    String stack = stack();
    Map<Path, FileTime> first = written();

    keeping.run("synth", "staging").succeeded();

    assertThat(first)
        .anySatisfy((file, time) -> assertThat(file).startsWith(kept.resolve("compiled")))
        .anySatisfy((file, time) -> assertThat(file).startsWith(kept.resolve("packages")));
    assertThat(written()).isEqualTo(first);
    assertThat(stack()).isEqualTo(stack);
  }

  @Test
  void whatWasKeptAndIsBrokenIsMadeAnew() throws IOException {
    keeping.run("synth", "staging").succeeded();
    String stack = stack();
    for (Path file : Project.files(kept.resolve("compiled"))) {
      Files.writeString(file, "broken");
    }

    keeping.run("synth", "staging").succeeded();

    assertThat(Project.files(kept.resolve("compiled")))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.toFile().length()).isGreaterThan("broken".length()));
    assertThat(stack()).isEqualTo(stack);
  }

  @Test
  void withoutAFolderNothingIsKept() {
    Path home = Project.emptyFolder("node-js-home");

    Program.flotilla(folder)
        .with("HOME", home.toString())
        .with("JSII_RUNTIME", "exec node '%s'".formatted(JSII))
        .run("synth", "staging")
        .succeeded();

    assertThat(Project.files(home)).isEmpty();
  }

  @Test
  void commandsThatWriteNoStackNeedNoNodeJs() throws IOException {
    Files.createDirectory(folder.resolve("workflows"));
    Program without =
        Program.flotilla(folder)
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
    ProcessStarter.of("java", "-jar", Project.classPath(), "synth", "staging")
        .in(folder)
        .env("JSII_RUNTIME", "exec node '%s'".formatted(JSII))
        .run()
        .succeeded();

    assertThat(JSII).isRegularFile();
  }

  @Test
  void getsNoSecretHoweverItIsStarted() throws IOException {
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
            () -> Program.flotilla(folder).with(secrets).run("synth", "staging").succeeded(),
            () -> keeping.with(secrets).run("synth", "staging").succeeded(),
            () ->
                ProcessStarter.of("java", "-jar", Project.classPath(), "synth", "staging")
                    .in(folder)
                    .env(secrets)
                    .run()
                    .succeeded());
    for (Runnable way : ways) {
      Files.deleteIfExists(names);
      way.run();
      assertThat(Files.readAllLines(names))
          .contains("PATH", "NODE_OPTIONS")
          .doesNotContain("TF_VAR_ghcr_auth_password", "COSIGN_PASSWORD", "A_TOKEN")
          .doesNotContain("AWS_SECRET_ACCESS_KEY");
    }
  }

  private String stack() {
    return Project.read(folder.resolve("cdktf.out/stacks/staging/cdk.tf.json"));
  }

  /** A marker's time is when its package was used last, and an index is made beside the work. */
  private Map<Path, FileTime> written() {
    return Project.files(kept).stream()
        .filter(file -> !file.getFileName().toString().startsWith(".jsii"))
        .collect(toMap(file -> file, NodeJsIT::time));
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
