/**
 * The program, the sandboxes and the credentials that tests run with. It knows no room of tests;
 * what only one room needs is in that room. Start at {@link Program} and {@link InSandbox}.
 */
@NullMarked
package dev.flotilla.tests.harness;

import org.jspecify.annotations.NullMarked;
