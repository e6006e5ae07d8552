package dev.flotilla.main.synth;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiRuntime;

/**
 * The environment of Node.js. jsii passes on the program's own, which Java cannot change, so
 * Node.js is started through {@code env}, which removes the variables that it must not get.
 */
final class SynthesisEnvironment {
  private static final String PROGRAM = "JSII_RUNTIME";

  private final Map<String, String> own;
  private final SortedMap<String, String> added = new TreeMap<>();

  private SynthesisEnvironment(Map<String, String> own) {
    this.own = own;
  }

  /** Returns the environment for an invocation, whose Node.js must be installed and new enough. */
  static SynthesisEnvironment of(Invocation invocation) {
    SynthesisEnvironment environment = new SynthesisEnvironment(invocation.environment());
    environment.add("TMPDIR", TemporaryFolder.path().toString());
    // jsii itself uses what Node.js has deprecated, and no user can change that.
    String options = environment.own.getOrDefault("NODE_OPTIONS", "");
    environment.add("NODE_OPTIONS", (options + " --no-deprecation").strip());
    // What it would keep in the user's home saves no time: our bindings are small.
    environment.addUnlessSet("JSII_RUNTIME_PACKAGE_CACHE", "disabled");
    if (invocation.variable(PROGRAM).isEmpty()) {
      // This program checks the version of Node.js; jsii would print a banner as well.
      String major = String.valueOf(NodeJs.major(NodeJs.version(invocation)));
      environment.addUnlessSet("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", major);
      environment.addUnlessSet("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", major);
      environment.addUnlessSet("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", major);
    }
    return environment;
  }

  private void add(String name, String value) {
    added.put(name, value);
  }

  private void addUnlessSet(String name, String value) {
    if (own.getOrDefault(name, "").isEmpty()) {
      add(name, value);
    }
  }

  /** Makes {@code engine}, which has not started yet, start Node.js in this environment. */
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
      throw new IllegalStateException("this version of jsii is not supported", e);
    }
  }

  /**
   * Returns the command line that jsii passes to a shell: with the user's own program, or jsii's.
   */
  private String command() throws ReflectiveOperationException {
    TreeSet<String> names = new TreeSet<>(own.keySet());
    names.removeAll(ChildEnvironment.NODE.of(own).keySet());
    StringBuilder command = new StringBuilder("exec env");
    names.forEach(name -> command.append(" -u ").append(quoted(name)));
    added.forEach((name, value) -> command.append(' ').append(quoted(name + "=" + value)));
    String line = own.getOrDefault(PROGRAM, "");
    return command
        .append(" /bin/sh -c ")
        .append(quoted(line.isEmpty() ? node(extract()) : line))
        .toString();
  }

  private String node(Path script) {
    String node = own.getOrDefault(NodeJs.PROGRAM_VARIABLE, "node");
    return "exec %s %s"
        .formatted(NodeJs.isLine(node) ? node : quoted(node), quoted(script.toString()));
  }

  /** Returns jsii's own program, in a folder that jsii creates for it and does not remove. */
  private static Path extract() throws ReflectiveOperationException {
    Method extract =
        Class.forName("software.amazon.jsii.BundledRuntime")
            .getDeclaredMethod("extract", Class.class);
    extract.setAccessible(true);
    try {
      Path script = Path.of((String) extract.invoke(null, JsiiRuntime.class));
      TemporaryFolder.adopt(script.getParent().getParent());
      return script;
    } catch (InvocationTargetException e) {
      if (e.getCause().getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw e;
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
