package dev.flotilla.main.synth;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.flotilla.main.invocation.Invocation;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiError;

/** The Node.js that the constructs run in, one for this JVM. */
public final class SynthesisKernel {
  /** What jsii makes Node.js run, in a folder that it creates for it. */
  private static final String SCRIPT = "bin/jsii-runtime.js";

  /** How long it may take to end by itself; jsii waits half as long. */
  private static final int MAX_SECONDS = 10;

  private static boolean started;

  private SynthesisKernel() {}

  /** Starts it, unless it was started before; jsii must not be used from two threads at once. */
  static synchronized void start(Invocation invocation) {
    if (!started) {
      JsiiEngine jsii = JsiiEngine.getInstance();
      SynthesisEnvironment.of(invocation).set(jsii);
      jsii.getClient();
      started = true;
    }
  }

  /**
   * Returns whether {@code e} means that it has ended, and not that it refused a call: jsii throws
   * the same exception for both.
   */
  static boolean hasEnded(JsiiError e) {
    boolean isOfThePipe = e.getCause() != null;
    return isOfThePipe || running().isEmpty();
  }

  /** Ends it at once, so that it writes no more files. */
  public static void end() {
    for (ProcessHandle node : running()) {
      List<ProcessHandle> all = Stream.concat(node.descendants(), Stream.of(node)).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
    }
  }

  /** Waits until it has ended, which jsii makes it do at the end of the JVM; otherwise ends it. */
  public static void awaitEnd() {
    running().forEach(node -> node.onExit().completeOnTimeout(node, MAX_SECONDS, SECONDS).join());
    end();
  }

  private static List<ProcessHandle> running() {
    return ProcessHandle.current().children().filter(SynthesisKernel::isNodeJs).toList();
  }

  private static boolean isNodeJs(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(SCRIPT);
  }
}
