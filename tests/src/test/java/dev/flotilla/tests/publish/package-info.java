/**
 * How a change is reviewed, published, signed, promoted and released. What clusters then do with an
 * artifact is in {@code cluster} and {@code tenant}. Start at {@link PublishE2E}.
 */
@NullMarked
package dev.flotilla.tests.publish;

import org.jspecify.annotations.NullMarked;
