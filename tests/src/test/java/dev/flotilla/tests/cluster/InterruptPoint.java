package dev.flotilla.tests.cluster;

import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.process.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random point of a deploy, where a signal ends it.
 *
 * @param withState whether the deploy knows what there is, or begins in an empty folder
 * @param step what it has come to
 * @param millis how long ago
 * @param signal what ends it
 */
record InterruptPoint(boolean withState, Step step, int millis, StopSignal signal) {
  /** Returns one of each kind, those with a state first. */
  private static List<InterruptPoint> ofEachKind(Random random) {
    List<InterruptPoint> points = new ArrayList<>();
    for (boolean withState : new boolean[] {true, false}) {
      for (Step step : Step.values()) {
        for (StopSignal signal : StopSignal.values()) {
          points.add(new InterruptPoint(withState, step, random.nextInt(step.mostMillis), signal));
        }
      }
    }
    return points;
  }

  /** Returns some of them, in the same order. */
  static List<InterruptPoint> some(int count, Random random) {
    List<InterruptPoint> points = ofEachKind(random);
    while (points.size() > count) {
      points.remove(random.nextInt(points.size()));
    }
    return points;
  }

  /** Returns one that comes earlier. */
  InterruptPoint earlier() {
    return new InterruptPoint(withState, step, millis / 2, signal);
  }

  /** What a deploy says when it comes to a step, and how long that step may take. */
  enum Step {
    BEGIN("", 300),
    JVM("", 600),
    NODE("", 1000),
    SYNTH("", 1500),
    CLUSTER("fleet: synth: ", 250),
    INIT("staging: cluster: ", 350),
    PLAN("staging: init: ", 1500),
    APPLY("staging: plan: ", 1000);

    private final String line;
    private final int mostMillis;

    Step(String line, int mostMillis) {
      this.line = line;
      this.mostMillis = mostMillis;
    }

    boolean isReached(RunningProcess deploy) {
      return deploy.stderr().contains(line);
    }
  }
}
