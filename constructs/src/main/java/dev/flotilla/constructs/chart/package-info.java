/**
 * Not API: Helm charts that are copied into a stack as folders, the one that applies until Flux has
 * adopted and those that users have vendored; public because packages share it, and it may change
 * without notice.
 *
 * <p>The only package of the constructs that touches files. Start at {@link
 * dev.flotilla.constructs.chart.ChartAsset}.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/">Helm charts</a>
 */
@NullMarked
package dev.flotilla.constructs.chart;

import org.jspecify.annotations.NullMarked;
