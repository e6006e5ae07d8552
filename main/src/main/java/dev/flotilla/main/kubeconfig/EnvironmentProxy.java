package dev.flotilla.main.kubeconfig;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The proxy that the environment names for a server, by the rules of Go, which kubectl and
 * OpenTofu's providers follow.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">httpproxy</a>
 */
final class EnvironmentProxy {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private EnvironmentProxy() {}

  /** Returns the URL of the proxy, or nothing if there is none. */
  static String of(URI server, Map<String, String> environment) {
    String proxy = variable(environment, server.getScheme() + "_proxy");
    String host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
    if (proxy.isEmpty() || isLocal(host)) {
      return "";
    }
    int port =
        server.getPort() >= 0 ? server.getPort() : server.getScheme().equals("http") ? 80 : 443;
    for (String entry : variable(environment, "no_proxy").split(",", -1)) {
      if (matches(entry.strip().toLowerCase(Locale.ROOT), host, port)) {
        return "";
      }
    }
    return proxy.contains("://") ? proxy : "http://" + proxy;
  }

  private static String variable(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return upper.isEmpty() ? environment.getOrDefault(name, "") : upper;
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost")
        || (ADDRESS.matcher(host).matches() && address(host).isLoopbackAddress());
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.isEmpty()) {
      return false;
    }
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return ADDRESS.matcher(host).matches()
          && ADDRESS.matcher(entry.substring(0, slash)).matches()
          && isIn(address(host), address(entry.substring(0, slash)), entry.substring(slash + 1));
    }
    String name = entry;
    if (entry.matches("[^:]+:\\d+|\\[.*\\]:\\d+")) {
      int colon = entry.lastIndexOf(':');
      name = entry.substring(0, colon).replaceAll("^\\[|\\]$", "");
      if (Integer.parseInt(entry.substring(colon + 1)) != port) {
        return false;
      }
    }
    String domain = name.startsWith("*.") ? name.substring(1) : name;
    return domain.startsWith(".")
        ? host.endsWith(domain)
        : host.equals(domain)
            || (!ADDRESS.matcher(domain).matches() && host.endsWith("." + domain));
  }

  private static boolean isIn(InetAddress host, InetAddress network, String length) {
    byte[] one = host.getAddress();
    byte[] other = network.getAddress();
    if (one.length != other.length || !length.matches("\\d{1,3}")) {
      return false;
    }
    int bits = Integer.parseInt(length);
    for (int bit = 0; bit < Math.min(bits, one.length * 8); bit++) {
      int mask = 0x80 >> bit % 8;
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Parses an address; a name is never looked up. */
  private static InetAddress address(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress();
    }
  }
}
