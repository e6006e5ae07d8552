package dev.flotilla.main.synth;

import dev.flotilla.main.report.Failure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiError;
import software.amazon.jsii.JsiiObjectMapper;
import software.amazon.jsii.api.CreateRequest;
import software.amazon.jsii.api.JsiiOverride;

/**
 * The Node.js that the constructs run in, one for this JVM. It takes as long to start as all the
 * rest of a synth, so it is started while the command line is still being read.
 */
public final class SynthesisKernel {
  /** The commands that need it, unless they have an option by which they do not. */
  private static final Set<String> COMMANDS = Set.of("synth", "diff", "deploy", "destroy");

  private static final Set<String> OPTIONS_WITHOUT = Set.of("--component", "--rollback-to");

  /** What jsii has Node.js run, in a folder that it makes for it. */
  private static final String SCRIPT = "bin/jsii-runtime.js";

  private static final FutureTask<Void> START = new FutureTask<>(SynthesisKernel::start, null);

  private static final Thread THREAD = new Thread(START, "start of Node.js");

  /** What the program has; Node.js gets what is meant for it. */
  private static volatile Map<String, String> environment = Map.of();

  private SynthesisKernel() {}

  /** Starts it if {@code args} are of a command that needs it, and does not wait. */
  public static void startFor(Map<String, String> own, String[] args) {
    environment = own;
    boolean needed =
        args.length > 0
            && COMMANDS.contains(args[0])
            && Collections.disjoint(List.of(args), OPTIONS_WITHOUT);
    if (needed && THREAD.getState() == Thread.State.NEW) {
      THREAD.setDaemon(true);
      THREAD.start();
    }
  }

  private static void start() {
    JsiiEngine jsii = JsiiEngine.getInstance();
    new SynthesisEnvironment(environment).set(jsii);
    jsii.getClient();
    // What every cluster's stack is made of, with what that depends on.
    jsii.loadModule(com.hashicorp.cdktf.providers.kubernetes.$Module.class);
    jsii.loadModule(com.hashicorp.cdktf.providers.helm.$Module.class);
  }

  /** Returns when it has started; jsii must not be used from two threads at once. */
  static void await() {
    prepareRequests();
    START.run();
    try {
      START.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  /**
   * Has Java read the annotations of what it sends, which takes it some time and Node.js nothing.
   */
  private static void prepareRequests() {
    CreateRequest request = new CreateRequest();
    request.setArgs(List.of("argument"));
    request.setOverrides(List.of(new JsiiOverride()));
    request.setInterfaces(List.of("interface"));
    JsiiObjectMapper.valueToTree(request);
  }

  /**
   * Returns whether {@code e} is its end, and not what it refuses to do: jsii throws one for all.
   */
  static boolean hasEnded(JsiiError e) {
    boolean isOfThePipe = e.getCause() != null;
    return isOfThePipe || ProcessHandle.current().children().noneMatch(SynthesisKernel::isNodeJs);
  }

  /** Ends it at once, so that it writes no more files. */
  public static void end() {
    ProcessHandle.current()
        .children()
        .filter(SynthesisKernel::isNodeJs)
        .toList()
        .forEach(SynthesisKernel::end);
  }

  private static void end(ProcessHandle node) {
    node.destroyForcibly();
    node.onExit().join();
  }

  private static boolean isNodeJs(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(SCRIPT);
  }

  /** Ends it if nobody has waited for its start: it still writes files, which are about to go. */
  public static void stopStarting() {
    while (THREAD.isAlive()) {
      end();
    }
  }
}
