package dev.flotilla.tests.harness.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Java that users write, as the JDK's compiler takes it. */
public final class JavaSources {
  private JavaSources() {}

  /** Checks that they compile on the libraries, into a folder of classes. */
  public static void compile(List<Path> sources, Path classes) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", Project.classPath(), "-d", classes.toString(), "-proc:none"));
    sources.forEach(source -> arguments.add(source.toString()));
    var messages = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(failed).as("%s\n%s", sources, messages.toString(UTF_8)).isZero();
  }
}
