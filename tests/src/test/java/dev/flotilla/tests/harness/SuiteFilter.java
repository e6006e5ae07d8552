package dev.flotilla.tests.harness;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves a test with a tag to the suite of that tag, whose tests share a sandbox, when all tests
 * run. One that is named, as with {@code -Dit.test} or in an IDE, runs alone, on its own sandbox.
 */
public final class SuiteFilter implements PostDiscoveryFilter {
  private static final boolean ALL_TESTS_RUN =
      System.getProperty("fork") != null && System.getProperty("it.test") == null;

  @Override
  public FilterResult apply(TestDescriptor test) {
    boolean isLeftToItsSuite = ALL_TESTS_RUN && !test.getTags().isEmpty() && !isInSuite(test);
    return FilterResult.includedIf(!isLeftToItsSuite);
  }

  private static boolean isInSuite(TestDescriptor test) {
    return test.getUniqueId().getSegments().stream()
        .anyMatch(segment -> segment.getType().equals("suite"));
  }
}
