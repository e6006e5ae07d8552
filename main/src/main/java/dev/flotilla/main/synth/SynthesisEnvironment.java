package dev.flotilla.main.synth;

import dev.flotilla.main.process.ChildEnvironment;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiRuntime;

/**
 * The environment of Node.js. jsii hands on its own, and Java cannot change that, so Node.js is
 * started through {@code env}, which takes away what is not meant for it.
 */
final class SynthesisEnvironment {
  private static final String PROGRAM = "JSII_RUNTIME";

  private final Map<String, String> own;

  /**
   * Prepares it.
   *
   * @param own the program's
   */
  SynthesisEnvironment(Map<String, String> own) {
    this.own = own;
  }

  /** Has {@code engine}, which has not started yet, start Node.js so. */
  void set(JsiiEngine engine) {
    try {
      Constructor<JsiiRuntime> constructor =
          JsiiRuntime.class.getDeclaredConstructor(String.class, String.class);
      constructor.setAccessible(true);
      JsiiRuntime runtime = constructor.newInstance(command(), null);
      runtime.setCallbackHandler(engine);
      Field field = JsiiEngine.class.getDeclaredField("runtime");
      field.setAccessible(true);
      field.set(engine, runtime);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the program does not know this jsii", e);
    }
  }

  /** Returns a line for a shell, which jsii hands it to: of a user's own, or as jsii has it. */
  private String command() throws ReflectiveOperationException {
    TreeSet<String> names = new TreeSet<>(own.keySet());
    names.removeAll(ChildEnvironment.NODE.of(own).keySet());
    StringBuilder command = new StringBuilder("exec env");
    names.forEach(name -> command.append(" -u ").append(quoted(name)));
    String line = own.getOrDefault(PROGRAM, "");
    if (line.isEmpty()) {
      Path script = extract();
      if (!TemporaryFolder.isThere()) {
        // A Node.js that is ended early leaves files, which go with its program's.
        Path folder = script.getParent().getParent();
        TemporaryFolder.adopt(folder);
        command.append(" TMPDIR=").append(quoted(folder.toString()));
      }
      line = node(script);
    }
    return command.append(" /bin/sh -c ").append(quoted(line)).toString();
  }

  private String node(Path script) {
    String node = own.getOrDefault(NodeJs.PROGRAM_VARIABLE, "node");
    // jsii takes one with a space in it for a line, and so do we.
    return "exec %s %s"
        .formatted(node.matches(".*\\s.*") ? node : quoted(node), quoted(script.toString()));
  }

  /** Returns jsii's own program, in a folder that jsii makes for it. */
  private static Path extract() throws ReflectiveOperationException {
    Method extract =
        Class.forName("software.amazon.jsii.BundledRuntime")
            .getDeclaredMethod("extract", Class.class);
    extract.setAccessible(true);
    return Path.of((String) extract.invoke(null, JsiiRuntime.class));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
