/**
 * How tests start programs, wait for them, look at them and stop them. It does not know which
 * programs these are, except for Maven. Start at {@link ProcessStarter}.
 */
@NullMarked
package dev.flotilla.tests.harness.process;

import org.jspecify.annotations.NullMarked;
