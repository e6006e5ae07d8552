package dev.flotilla.stacks.random;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.kubernetes.LimitRange;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.kubernetes.ResourceQuota;
import dev.flotilla.fleet.tenant.FluxAccess;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.NetworkPeer;
import dev.flotilla.fleet.tenant.SharedNames;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.ArrayList;
import java.util.List;

/** Tenants, each of which knows those before it. */
final class RandomTenants {
  private static final String GIT_KEYS =
      "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n";

  private final Choices choices;
  private final RandomOrganization organization;
  private final RandomComponents dependencies;
  private final boolean hasDomain;

  /**
   * Prepares tenants.
   *
   * @param hasDomain whether each cluster that runs them has a domain
   */
  RandomTenants(Choices choices, RandomOrganization organization, boolean hasDomain) {
    this.choices = choices;
    this.organization = organization;
    this.dependencies = new RandomComponents(choices, organization);
    this.hasDomain = hasDomain;
  }

  /** Returns tenants of these names, which run where {@code components} run. */
  List<TenantProps> tenants(
      ArtifactRepository repository, List<String> names, List<PlatformComponent> components) {
    List<TenantProps> tenants = new ArrayList<>();
    for (String name : names) {
      tenants.add(tenant(repository, name, components, tenants));
    }
    return tenants;
  }

  private TenantProps tenant(
      ArtifactRepository repository,
      String name,
      List<PlatformComponent> components,
      List<TenantProps> others) {
    TenantProps.Builder tenant =
        TenantProps.builder(organization.artifact(repository, name))
            .namespaceMetadata(choices.sometimes(ObjectMetadata.NONE, RandomComponents::labelled))
            .role(choices.oneOf("admin", "edit", "acme:tenant"))
            .podSecurity(choices.of(PodSecurity.class))
            .network(network(components, others))
            .sharedNames(sharedNames(name))
            .flux(flux())
            .retention(choices.of(Retention.class));
    if (choices.maybe()) {
      tenant.namespaces(name, name + "-jobs");
    }
    if (choices.maybe()) {
      tenant.quota(
          ResourceQuota.requests("4", "8Gi").and("limits.memory", "16Gi").and("pods", "50"));
    }
    if (choices.maybe()) {
      tenant.limits(new LimitRange("100m", "128Mi", "256Mi"));
    }
    if (!components.isEmpty() && choices.maybe()) {
      tenant.dependsOn(choices.of(components), dependencies.readiness());
    }
    return tenant.build();
  }

  private NetworkAccess network(List<PlatformComponent> components, List<TenantProps> others) {
    NetworkAccess closed =
        choices.sometimes(
            NetworkAccess.deny().allowFrom("edge", NetworkPeer.namespace("edge"), 8080, 8443),
            value -> value.allowTo("database", NetworkPeer.cidr("192.0.2.0/24"), 5432));
    if (!components.isEmpty()) {
      closed = closed.allowFrom("metrics", NetworkPeer.component(choices.of(components)));
    }
    if (!others.isEmpty()) {
      closed = closed.allowTo("neighbour", NetworkPeer.tenant(choices.of(others)));
    }
    return choices.oneOf(closed, NetworkAccess.deny(), NetworkAccess.open());
  }

  /** Returns names that no other tenant has. */
  private SharedNames sharedNames(String tenant) {
    SharedNames hosts =
        choices.sometimes(
            SharedNames.DEFAULT,
            value ->
                value.withHosts(
                    "*." + tenant + ".example.com",
                    hasDomain ? tenant + ".${CLUSTER_DOMAIN}" : tenant + ".acme.example"));
    SharedNames balanced =
        choices.rarely(hosts, value -> value.withLoadBalancers("192.0.2.10", "2001:db8::10"));
    SharedNames addressed =
        choices.rarely(balanced, value -> value.withExternalAddresses("192.0.2.20"));
    SharedNames ported = choices.rarely(addressed, value -> value.withNodePorts(30080, 30443));
    SharedNames named = choices.rarely(ported, value -> value.withExternalNames("db.acme.example"));
    return choices.rarely(named, value -> value.withPriorityClasses("batch", "online"));
  }

  private FluxAccess flux() {
    FluxAccess access =
        choices.rarely(
            FluxAccess.standard(),
            value ->
                value.allowingHost("hooks.chat.example").allowingHost("gitea.acme.example:3000"));
    FluxAccess sets = choices.rarely(access, FluxAccess::withResourceSets);
    FluxAccess secret = choices.rarely(sets, FluxAccess::withSecretAddresses);
    return choices.rarely(secret, value -> value.withGitKeys(GIT_KEYS));
  }
}
