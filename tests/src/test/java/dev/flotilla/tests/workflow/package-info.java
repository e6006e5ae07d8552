/** The files for CI that the program writes, run as the CI system runs them. */
@NullMarked
package dev.flotilla.tests.workflow;

import org.jspecify.annotations.NullMarked;
