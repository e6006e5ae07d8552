package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.tenant.TenantProps;

/**
 * Receives what Flux delivers to a cluster, from {@link ResolvedCluster#deliver}. A kind of value
 * that is added here has to be handled by each receiver before it compiles.
 *
 * <p>The place of a part is its id or, for those of which a cluster may have several, a group and
 * its name: {@code Tenants/web}.
 */
public interface DeliveredParts {
  /** Adds the operator's upgrades by Flux. */
  void add(String place, OperatorUpgradeProps upgrade);

  /** Adds the variables that components and tenants get of the cluster. */
  void add(String place, RuntimeInfoProps info);

  /** Adds the policies for tenants, before which nothing of theirs is applied. */
  void add(String place, SourcePolicyProps policy);

  /** Adds components, a file each. */
  void add(String place, ComponentSetProps set);

  /** Adds a tenant. */
  void add(String place, TenantProps tenant);

  /** Adds the image updates of a Git repository. */
  void add(String place, UpdateAutomationProps updates);
}
