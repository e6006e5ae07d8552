package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What kustomize-controller, all its shards included, reaches while it builds an artifact.
 *
 * <p>Kustomize loads {@code resources: [http://…]} of an artifact through Go's default HTTP client,
 * also where remote bases are off. Closed, that client has a proxy at which nobody listens, but for
 * the API server, Flux's own sources and events, and the hosts that are named: so a tenant cannot
 * have the controller ask the cloud's metadata, a neighbour's Service or a server outside.
 *
 * <p>It is closed with the lockdown of {@link InstanceCluster#multitenancy}, without which tenants
 * are let into everything anyway.
 *
 * <p>Rejected: a value that is not a host, such as a URL, a wildcard or an address range; hosts of
 * a build egress that is open.
 *
 * @param isClosed whether nothing else is reached; open, builds reach what {@link Egress} reaches
 * @param hosts what is reached all the same: a key service that SOPS decrypts with, the API server
 *     of another cluster that a component deploys to
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">How Go reads NO_PROXY</a>
 */
public record BuildEgress(boolean isClosed, List<String> hosts) {
  private static final String CONTROLLER = "kustomize-controller";
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:]+](:[0-9]{1,5})?");

  /** The port of the discard service, on which nothing listens in a pod. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  public BuildEgress {
    hosts = List.copyOf(hosts);
    for (String host : hosts) {
      boolean isAddress = IPV6.matcher(host).matches() && HostPort.isValid(host);
      if (!isAddress && !HostPort.isLowerCaseName(host)) {
        throw new IllegalArgumentException(
            "a host that builds reach must be lower-case, with an optional port, such as 'kms.eu-central-1.amazonaws.com', got '"
                + host
                + "'");
      }
    }
    if (!isClosed && !hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "an open build egress must list no hosts, because it reaches all of them, got '"
              + String.join("', '", hosts)
              + "'; begin with BuildEgress.closed()");
    }
  }

  /** Returns a build egress that reaches only Flux itself and the API server. */
  public static BuildEgress closed() {
    return new BuildEgress(true, List.of());
  }

  /**
   * Returns a build egress that loads whatever a tenant's artifact names, from everywhere that the
   * controller reaches.
   */
  public static BuildEgress open() {
    return new BuildEgress(false, List.of());
  }

  /**
   * Returns this egress, which lets builds reach {@code host} too, and all names below it.
   *
   * @param host for example {@code kms.eu-central-1.amazonaws.com} or {@code vault.acme.example}
   */
  public BuildEgress allowing(String host) {
    return new BuildEgress(isClosed, Ordered.append(hosts, host));
  }

  /** Listed hosts are reached directly, because a client has only one proxy. */
  void requireNoProxy(Egress egress) {
    if (egress.proxy().isPresent() && !hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "hosts that builds reach must be reachable without a proxy, got '"
              + String.join("', '", hosts)
              + "' and the proxy '"
              + egress.proxy().get()
              + "'; use BuildEgress.open(), and let that proxy refuse the rest");
    }
  }

  /**
   * Returns the change to the controller; it overrides the environment of an {@link Egress}.
   *
   * @param shards those of the controllers
   */
  Optional<Patch> patch(String clusterDomain, List<String> shards) {
    if (!isClosed) {
      return Optional.empty();
    }
    List<Object> environment =
        List.of(
            variable("HTTP_PROXY", NOWHERE),
            variable("HTTPS_PROXY", NOWHERE),
            variable("NO_PROXY", String.join(",", exceptions(clusterDomain, shards))));
    Map<String, Object> container = Ordered.map("name", "manager", "env", environment);
    return Optional.of(
        Patch.merge(
            Patch.Target.of(Patch.Kind.DEPLOYMENT, CONTROLLER + "(-.+)?"),
            Ordered.map(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Ordered.map("name", CONTROLLER),
                "spec",
                Ordered.map(
                    "template",
                    Ordered.map("spec", Ordered.map("containers", List.of(container)))))));
  }

  /** The domain {@code .svc} would leave every neighbour's Service reachable. */
  private List<String> exceptions(String clusterDomain, List<String> shards) {
    List<String> services = new ArrayList<>(List.of("source-controller"));
    shards.forEach(shard -> services.add("source-controller-" + shard));
    services.add("source-watcher");
    services.add("notification-controller");
    // The kubelet fills in the API server, which clients of Kubernetes reach by its address.
    List<String> exceptions = new ArrayList<>(List.of("$(KUBERNETES_SERVICE_HOST)"));
    for (String service : services) {
      String name = service + "." + FluxInstance.NAMESPACE + ".svc";
      exceptions.add(name + "." + clusterDomain + ".");
      exceptions.add(name + "." + clusterDomain);
      exceptions.add(name);
    }
    exceptions.addAll(hosts);
    return exceptions;
  }

  private static Map<String, Object> variable(String name, String value) {
    return Ordered.map("name", name, "value", value);
  }
}
