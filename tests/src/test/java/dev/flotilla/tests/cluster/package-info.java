/**
 * What plan, deploy, status and destroy do to one cluster: bootstrap, adoption, repair, access,
 * credentials. Where its state is kept is in {@code cluster.state}, what a tenant may do on it in
 * {@code tenant}. Start at {@link BootstrapE2E}.
 */
@NullMarked
package dev.flotilla.tests.cluster;

import org.jspecify.annotations.NullMarked;
