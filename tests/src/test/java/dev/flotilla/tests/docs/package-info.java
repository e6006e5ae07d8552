/**
 * What README, docs and a project of {@code flotilla init} show is true, compiles and runs. It
 * tests nothing that is not written there. Start at {@link DocsIT}.
 */
@NullMarked
package dev.flotilla.tests.docs;

import org.jspecify.annotations.NullMarked;
