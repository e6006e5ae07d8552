/**
 * Black-box tests of the built program, a package for each thing that a user does with it. They
 * start {@code ./flotilla}, {@code sandbox} and OpenTofu as a user would and use none of the
 * project's classes. Start at {@link dev.flotilla.tests.harness.Program}.
 */
@NullMarked
package dev.flotilla.tests;

import org.jspecify.annotations.NullMarked;
