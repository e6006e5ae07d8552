package dev.flotilla.tests.cluster;

import dev.flotilla.tests.harness.process.Ending;
import dev.flotilla.tests.harness.process.RunningProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random moment in a deploy.
 *
 * @param withState whether the deploy knows what there is, or begins in an empty folder
 * @param step what it has come to
 * @param millis how long ago
 * @param ending how it is ended
 */
record Moment(boolean withState, Step step, int millis, Ending ending) {
  /** Returns one of each kind, those with a state first. */
  private static List<Moment> ofEachKind(Random random) {
    List<Moment> moments = new ArrayList<>();
    for (boolean withState : new boolean[] {true, false}) {
      for (Step step : Step.values()) {
        for (Ending ending : Ending.values()) {
          moments.add(new Moment(withState, step, random.nextInt(step.mostMillis), ending));
        }
      }
    }
    return moments;
  }

  /** Returns some of them, in the same order. */
  static List<Moment> some(int count, Random random) {
    List<Moment> moments = ofEachKind(random);
    while (moments.size() > count) {
      moments.remove(random.nextInt(moments.size()));
    }
    return moments;
  }

  /** Returns one that comes earlier. */
  Moment earlier() {
    return new Moment(withState, step, millis / 2, ending);
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
