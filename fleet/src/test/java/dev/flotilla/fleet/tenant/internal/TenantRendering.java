package dev.flotilla.fleet.tenant.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;

/** The objects of a tenant on a cluster. */
final class TenantRendering {
  static List<KubernetesObject> objects(TenantProps.Builder tenant, ClusterContext context) {
    return new TenantObjects(tenant.build(), context).resourceSet().resources();
  }

  static String yaml(TenantProps.Builder tenant, ClusterContext context) {
    return new FleetFile.Content(objects(tenant, context), List.of()).text();
  }

  private TenantRendering() {}
}
