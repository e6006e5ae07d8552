package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.kubernetes.IpRange;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.SourceUrl;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How Flux and its operator reach what is outside their namespace: by a proxy, at servers of a
 * private certificate authority, at some addresses only, or any of these.
 *
 * <p>It applies to the operator and to every controller, but not to the kubelets that pull their
 * images, the OpenTofu that pulls the operator's chart, or Git over SSH.
 *
 * <p>Rejected: a proxy that is no http or https URL, or has a user name or a password in it, which
 * everybody could read in the JSON; addresses where the instance has no network policies.
 *
 * @param proxy for HTTPS; empty means none
 * @param noProxy what is reached without it: hosts, domains with a leading dot, addresses and
 *     address ranges; the cluster's own services and its API server always are
 * @param certSecret a Secret in {@code flux-system} whose {@code ca.crt} is trusted beside the
 *     public authorities; empty means none
 * @param addresses the ranges that all pods of {@code flux-system} may reach, in addition to name
 *     servers and each other; empty means everywhere. A network plugin that enforces policies does
 *     that, and nothing else
 * @see <a href="https://fluxcd.io/flux/installation/configuration/proxy-setting/">Flux proxy
 *     settings</a>
 */
@RecordBuilder
public record Egress(
    Optional<URI> proxy,
    List<String> noProxy,
    Optional<String> certSecret,
    List<String> addresses) {
  /** Direct, to servers of public certificate authorities. */
  public static final Egress DIRECT =
      new Egress(Optional.empty(), List.of(), Optional.empty(), List.of());

  private static final Pattern SCHEMES = Pattern.compile("https|http");
  private static final Pattern EXCEPTION = Pattern.compile("^(\\*?\\.)");

  private static final int NAME_SERVERS = 53;
  private static final String VOLUME = "private-ca";
  private static final String MOUNT = "/etc/private-ca";

  public Egress {
    proxy.ifPresent(url -> SourceUrl.check("the proxy", url, SCHEMES));
    noProxy = List.copyOf(noProxy);
    for (String exception : noProxy) {
      if (exception.contains("/")) {
        IpRange.check("an exception from the proxy", exception);
      } else if (!HostPort.isValid(EXCEPTION.matcher(exception).replaceFirst(""))) {
        throw new IllegalArgumentException(
            "an exception from the proxy must be a host, a domain or an address range such as 'git.acme.example', '.acme.example' or '10.0.0.0/8', got '"
                + exception
                + "'");
      }
    }
    certSecret.ifPresent(name -> Rfc1123.subdomain("name of the Secret with the authority", name));
    addresses = List.copyOf(addresses);
    addresses.forEach(range -> IpRange.check("an address range that Flux may reach", range));
  }

  /** Returns this egress through the proxy at {@code url}, but for the cluster itself. */
  public Egress withProxy(String url) {
    URI value = SourceUrl.parse("the proxy", url, SCHEMES);
    return EgressFields.from(this).proxy(Optional.of(value)).build();
  }

  /** Returns this egress without the proxy to {@code exceptions} too. */
  public Egress withNoProxy(String... exceptions) {
    return EgressFields.from(this).noProxy(List.of(exceptions)).build();
  }

  /**
   * Returns this egress with a private authority.
   *
   * @param secretName a Secret in {@code flux-system} with the key {@code ca.crt}; {@code
   *     Credential.opaque(secretName, "ca.crt")} creates one
   */
  public Egress withCertSecret(String secretName) {
    return EgressFields.from(this).certSecret(Optional.of(secretName)).build();
  }

  /**
   * Returns this egress to some addresses only: those of the API server, the registries and
   * whatever else Flux talks with outside {@code flux-system}, for example a proxy.
   *
   * @param ranges for example {@code 192.0.2.0/24}
   */
  public Egress withAddresses(String... ranges) {
    return EgressFields.from(this).addresses(List.of(ranges)).build();
  }

  /**
   * Returns the change to every controller; it adds to lists, and so comes after patches that count
   * in them.
   */
  Optional<Patch> patch(String clusterDomain) {
    if (proxy.isEmpty() && certSecret.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> container =
        Ordered.map("name", "manager", "env", environment(clusterDomain));
    Map<String, Object> pod = Ordered.map("containers", List.of(container));
    if (certSecret.isPresent()) {
      container.put("volumeMounts", mounts());
      pod.put("volumes", volumes());
    }
    return Optional.of(
        Patch.merge(
            Patch.Target.all(Patch.Kind.DEPLOYMENT),
            Ordered.map(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Ordered.map("name", "all"),
                "spec",
                Ordered.map("template", Ordered.map("spec", pod)))));
  }

  /**
   * Returns the change to the policy that allows all egress of Flux; another policy beside it would
   * change nothing, because policies add up. It selects all pods of the namespace, shards too.
   *
   * @see <a href="https://fluxcd.io/flux/security/#controller-network-policies">Flux's policies</a>
   */
  Optional<Patch> policyPatch() {
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    List<Object> outside =
        addresses.stream()
            .<Object>map(range -> Ordered.map("ipBlock", Ordered.map("cidr", range)))
            .toList();
    List<Object> egress =
        List.of(
            Ordered.map("to", List.of(Ordered.map("podSelector", Ordered.map()))),
            Ordered.map("ports", List.of(port("UDP"), port("TCP"))),
            Ordered.map("to", outside));
    return Optional.of(
        Patch.replace(
            Patch.Target.of(Patch.Kind.NETWORK_POLICY, "allow-egress"), "/spec/egress", egress));
  }

  private static Map<String, Object> port(String protocol) {
    return Ordered.map("protocol", protocol, "port", NAME_SERVERS);
  }

  /** Returns the values of the operator's chart that do the same to it. */
  Map<String, List<Object>> operatorValues(String clusterDomain) {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    values.put("extraEnvs", environment(clusterDomain));
    values.put("extraVolumes", volumes());
    values.put("extraVolumeMounts", mounts());
    values.values().removeIf(List::isEmpty);
    return values;
  }

  private List<Object> environment(String clusterDomain) {
    List<Object> environment = new ArrayList<>();
    if (proxy.isPresent()) {
      environment.add(variable("HTTPS_PROXY", proxy.get().toString()));
      environment.add(variable("NO_PROXY", exceptions(clusterDomain)));
    }
    // Go reads this file instead of its bundle, and the folder with the public authorities too.
    certSecret.ifPresent(name -> environment.add(variable("SSL_CERT_FILE", MOUNT + "/ca.crt")));
    return environment;
  }

  /** The kubelet fills in the API server, which clients of Kubernetes reach by its address. */
  private String exceptions(String clusterDomain) {
    Stream<String> own =
        Stream.of(
            "." + clusterDomain + ".", "." + clusterDomain, ".svc", "$(KUBERNETES_SERVICE_HOST)");
    return String.join(",", Stream.concat(own, noProxy.stream()).toList());
  }

  private List<Object> volumes() {
    return certSecret.stream()
        .<Object>map(name -> Ordered.map("name", VOLUME, "secret", Ordered.map("secretName", name)))
        .toList();
  }

  private List<Object> mounts() {
    return certSecret.stream()
        .<Object>map(name -> Ordered.map("name", VOLUME, "mountPath", MOUNT, "readOnly", true))
        .toList();
  }

  private static Map<String, Object> variable(String name, String value) {
    return Ordered.map("name", name, "value", value);
  }
}
