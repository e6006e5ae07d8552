/**
 * Where states of clusters are kept, and how they move from there. What a state is good for, such
 * as an empty second plan, is in {@code cluster}. Start at {@link StateIT}.
 */
@NullMarked
package dev.flotilla.tests.cluster.state;

import org.jspecify.annotations.NullMarked;
