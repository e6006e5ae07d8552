/**
 * Helm charts that are copied into a stack as folders: the one that applies until Flux has adopted,
 * and those that users have vendored.
 *
 * <p>The only package of the constructs that touches files. Start at {@link
 * dev.flotilla.constructs.chart.ChartAsset}.
 */
@NullMarked
package dev.flotilla.constructs.chart;

import org.jspecify.annotations.NullMarked;
