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
    return yaml(objects(tenant, context));
  }

  /** Returns the objects of some kinds alone. */
  static String yaml(TenantProps.Builder tenant, ClusterContext context, String... kinds) {
    return yaml(
        objects(tenant, context).stream()
            .filter(object -> List.of(kinds).contains(object.kind()))
            .toList());
  }

  private static String yaml(List<KubernetesObject> objects) {
    return new FleetFile.Content(objects, List.of()).text();
  }

  private TenantRendering() {}
}
