/**
 * Where the parts of the built project are, and the files that tests read of it. It starts nothing,
 * and everything else may use it. Start at {@link Project}.
 */
@NullMarked
package dev.flotilla.tests.harness.project;

import org.jspecify.annotations.NullMarked;
