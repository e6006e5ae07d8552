package dev.flotilla.main.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.main.report.Failure;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetFailureTest {
  private static final StackTraceElement USER =
      new StackTraceElement("fleet.AcmeFleet", "fleet", "AcmeFleet.java", 23);

  @Test
  void namesTheMethodThatWasGivenNull() {
    @Nullable String none = null;

    Failure failure =
        FleetFailure.of(userCalled(() -> Cluster.workload("a", Environment.STAGING).domain(none)));

    assertThat(failure)
        .hasMessage(
            "'Cluster.Builder.domain' must not be given null; pass a value, or leave the call out\n"
                + "at AcmeFleet.java:23");
  }

  @Test
  void namesTheValueThatWasGivenNull() {
    @Nullable String none = null;

    assertThat(
            FleetFailure.of(userCalled(() -> Cluster.workload(none, Environment.STAGING).build())))
        .hasMessage(
            "'Cluster.workload' must not be given null; pass a value, or leave the call out\n"
                + "at AcmeFleet.java:23");
  }

  @Test
  void namesTheLineOfAValueThatIsRefused() {
    assertThat(
            FleetFailure.of(userCalled(() -> Cluster.workload("A", Environment.STAGING).build())))
        .hasMessage(
            "the name of a cluster must be an RFC 1123 label (lower-case letters, digits, '-', at"
                + " most 63 characters), got 'A'\n"
                + "at AcmeFleet.java:23");
  }

  @Test
  void reportsAnExceptionOfJavaWithItsClassAndLine() {
    assertThat(FleetFailure.of(userCalled(() -> URI.create("git@github.com:acme/fleet.git"))))
        .hasMessage(
            "the fleet must be built without an exception, got 'java.lang.IllegalArgumentException:"
                + " Illegal character in scheme name at index 3: git@github.com:acme/fleet.git';"
                + " set FLOTILLA_DEBUG=1 to see where\n"
                + "at AcmeFleet.java:23");
  }

  @Test
  void namesTheLineOfAConstantThatIsRefused() {
    Throwable cause = userCalled(() -> Cluster.workload("A", Environment.STAGING).build());

    assertThat(FleetFailure.of(new ExceptionInInitializerError(cause)).getMessage())
        .startsWith("the name of a cluster must be")
        .endsWith("\nat AcmeFleet.java:23");
  }

  /** Returns what {@code call} throws, as if a class of the user's had made it. */
  private static Throwable userCalled(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      StackTraceElement[] trace = e.getStackTrace();
      for (int i = 0; i < trace.length; i++) {
        if (trace[i].getClassName().startsWith(FleetFailureTest.class.getName())) {
          trace[i] = USER;
        }
      }
      e.setStackTrace(trace);
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }
}
