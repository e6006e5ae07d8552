/**
 * The program, the sandboxes and the credentials that tests run with. It uses no package of tests;
 * what only one of them needs is in it. Start at {@link Program} and {@link InSandbox}.
 */
@NullMarked
package dev.flotilla.tests.harness;

import org.jspecify.annotations.NullMarked;
