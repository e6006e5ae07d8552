/**
 * What a tenant may and may not do on a cluster that runs the fleet's policies. It asks API servers
 * and controllers; the rules alone are tested beside the constructs. Start at {@link
 * TenantCluster}.
 */
@NullMarked
package dev.flotilla.tests.tenant;

import org.jspecify.annotations.NullMarked;
