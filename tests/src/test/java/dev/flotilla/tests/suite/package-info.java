/** Classes of other packages that share a sandbox, and so run after one another. */
@NullMarked
package dev.flotilla.tests.suite;

import org.jspecify.annotations.NullMarked;
