package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a tenant may claim of what all tenants of a cluster share: hosts, addresses, ports of nodes,
 * priorities.
 *
 * <p>By default that is every host one or more labels below the cluster's domain that no other
 * tenant lists, and nothing else: no wildcard, no load balancer, no node port, no external address,
 * no priority class. The cluster's {@code SourcePolicy} refuses the rest. Tenants without a list
 * share the domain: list the hosts that nobody else may take.
 *
 * <p>Rejected: a host that is no lower-case name, with {@code *.} before it and variables of the
 * cluster in it if need be; an address that is not an IP; a node port out of range.
 *
 * @param hosts of Ingress, Gateway, HTTPRoute and their like; empty means those of the domain
 * @param allowsLoadBalancers whether it may have Services of the type LoadBalancer
 * @param addresses what a Service may ask for as its external or its load balancer's address
 * @param nodePorts the ports that Services of the type NodePort may have
 * @param externalNames what a Service of the type ExternalName may stand for
 * @param priorityClasses those that its pods may have beside none
 */
@RecordBuilder
public record SharedNames(
    Optional<List<String>> hosts,
    boolean allowsLoadBalancers,
    List<String> addresses,
    List<Integer> nodePorts,
    List<String> externalNames,
    List<String> priorityClasses) {
  /** Hosts below the cluster's domain that no other tenant lists, and nothing else. */
  public static final SharedNames DEFAULT =
      new SharedNames(Optional.empty(), false, List.of(), List.of(), List.of(), List.of());

  /** A variable in a host. */
  static final Pattern VARIABLE = Pattern.compile("\\$\\{([_A-Za-z][_A-Za-z0-9]*)}");

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]*[.:][0-9a-f.:]*");

  public SharedNames {
    hosts = hosts.map(List::copyOf);
    addresses = List.copyOf(addresses);
    nodePorts = List.copyOf(nodePorts);
    externalNames = List.copyOf(externalNames);
    priorityClasses = List.copyOf(priorityClasses);
    hosts.ifPresent(list -> list.forEach(SharedNames::requireHost));
    externalNames.forEach(
        name -> Rfc1123.subdomain("an external name that a tenant may claim", name));
    priorityClasses.forEach(name -> Rfc1123.subdomain("a priority class", name));
    for (String address : addresses) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException(
            "an address that a tenant may claim must be an IP such as '192.0.2.10', got '"
                + address
                + "'");
      }
    }
    for (int port : nodePorts) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "a node port that a tenant may claim must be between 1 and 65535, got '" + port + "'");
      }
    }
  }

  private static void requireHost(String host) {
    String name = VARIABLE.matcher(host).replaceAll("variable").replaceFirst("^\\*\\.", "");
    if (!Rfc1123.isSubdomain(name)) {
      throw new IllegalArgumentException(
          "a host that a tenant may claim must be a lower-case name such as 'web.acme.example', '*.acme.example' or 'web.${CLUSTER_DOMAIN}', got '"
              + host
              + "'");
    }
  }

  /**
   * Returns these names with other hosts, and no others of the cluster's domain.
   *
   * @param names for example {@code web.${CLUSTER_DOMAIN}} or {@code *.shop.acme.example}, which is
   *     all names below it; a host that a tenant lists is no other tenant's, and none means none
   */
  public SharedNames withHosts(String... names) {
    return SharedNamesFields.from(this).hosts(Optional.of(List.of(names))).build();
  }

  /**
   * Returns these names with load balancers.
   *
   * @param ips the addresses that they may ask for; without one they have what the cluster gives
   */
  public SharedNames withLoadBalancers(String... ips) {
    return SharedNamesFields.from(this)
        .allowsLoadBalancers(true)
        .addresses(Ordered.concat(addresses, List.of(ips)))
        .build();
  }

  /** Returns these names with addresses that Services may have as {@code externalIPs}. */
  public SharedNames withExternalAddresses(String... ips) {
    return SharedNamesFields.from(this).addresses(Ordered.concat(addresses, List.of(ips))).build();
  }

  /** Returns these names with ports of nodes; a Service must name those that it has. */
  public SharedNames withNodePorts(int... ports) {
    return SharedNamesFields.from(this).nodePorts(IntStream.of(ports).boxed().toList()).build();
  }

  /** Returns these names with hosts that Services of the type ExternalName may stand for. */
  public SharedNames withExternalNames(String... names) {
    return SharedNamesFields.from(this).externalNames(List.of(names)).build();
  }

  /** Returns these names with priority classes. */
  public SharedNames withPriorityClasses(String... names) {
    return SharedNamesFields.from(this).priorityClasses(List.of(names)).build();
  }

  /** Returns what the cluster's policies read, but for the hosts. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(TenantMark.LOAD_BALANCERS, allowsLoadBalancers ? List.of("allowed") : List.of()));
    entries.add(new Entry(TenantMark.ADDRESSES, addresses));
    entries.add(new Entry(TenantMark.NODE_PORTS, nodePorts.stream().map(String::valueOf).toList()));
    entries.add(new Entry(TenantMark.EXTERNAL_NAMES, externalNames));
    entries.add(new Entry(TenantMark.PRIORITY_CLASSES, priorityClasses));
    return entries;
  }

  public record Entry(TenantMark mark, List<String> lines) {}
}
