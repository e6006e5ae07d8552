package dev.flotilla.tests.harness.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Fleets of users' own, compiled once on the libraries: Java would compile at each start. */
public final class OwnFleets {
  public static final Path SOURCES = Project.ROOT.resolve("tests/src/test/fleets");

  /** The folder with their classes. */
  public static final Path CLASSES = compile();

  private OwnFleets() {}

  private static Path compile() {
    Path classes = Project.emptyFolder("own-fleets");
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", Project.classPath(), "-d", classes.toString(), "-proc:none"));
    Project.files(SOURCES).forEach(source -> arguments.add(source.toString()));
    var messages = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(failed).as(messages.toString(UTF_8)).isZero();
    return classes;
  }
}
