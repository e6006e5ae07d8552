package dev.flotilla.fleet.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;

/** The hosts that the tenants of one cluster list, by the tenants' names. */
public final class HostClaims {
  private static final String DOMAIN = "CLUSTER_DOMAIN";

  private HostClaims() {}

  /** Returns the hosts with the cluster's variables in them. */
  public static SortedMap<String, List<String>> of(
      List<TenantProps> tenants, SortedMap<String, String> variables) {
    SortedMap<String, List<String>> claims = new TreeMap<>();
    for (TenantProps tenant : tenants) {
      claims.put(
          tenant.name(),
          tenant.sharedNames().hosts().orElse(List.of()).stream()
              .map(host -> resolved(host, variables))
              .toList());
    }
    return claims;
  }

  /** Returns what two tenants list, each in the words of a problem. */
  public static List<String> problems(SortedMap<String, List<String>> claims) {
    SortedMap<String, String> owners = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    claims.forEach(
        (tenant, hosts) -> {
          for (String host : hosts) {
            String owner = owners.putIfAbsent(host, tenant);
            if (owner != null && !owner.equals(tenant)) {
              problems.add(
                  "a host must belong to one tenant, got '%s' of '%s' and '%s'; list it for one of them"
                      .formatted(host, owner, tenant));
            }
          }
        });
    return problems;
  }

  /** Returns the variables in {@code hosts} that a cluster does not have. */
  public static List<String> unknown(List<String> hosts, SortedMap<String, String> variables) {
    List<String> unknown = new ArrayList<>();
    for (String host : hosts) {
      Matcher matcher = SharedNames.VARIABLE.matcher(host);
      while (matcher.find()) {
        if (!variables.containsKey(matcher.group(1))) {
          unknown.add(matcher.group(1));
        }
      }
    }
    return unknown;
  }

  /** Puts the cluster's variables in their place; one that it does not have stays. */
  static String resolved(String host, SortedMap<String, String> variables) {
    return SharedNames.VARIABLE
        .matcher(host)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(variables.getOrDefault(match.group(1), match.group())));
  }

  /**
   * Returns what the policies read: a host, {@code *.} and a domain for all names below it, a dot
   * and a domain for those that are no wildcard, {@code !} before what is another tenant's.
   */
  public static List<String> lines(
      TenantProps tenant,
      SortedMap<String, String> variables,
      SortedMap<String, List<String>> claims) {
    List<String> own =
        tenant
            .sharedNames()
            .hosts()
            .map(hosts -> hosts.stream().map(host -> resolved(host, variables)).toList())
            .orElseGet(() -> free(variables));
    List<String> lines = new ArrayList<>(own);
    for (Map.Entry<String, List<String>> other : claims.entrySet()) {
      if (!other.getKey().equals(tenant.name())) {
        other.getValue().stream()
            .filter(host -> own.stream().anyMatch(entry -> isInside(host, entry)))
            .forEach(host -> lines.add("!" + host));
      }
    }
    return lines;
  }

  private static List<String> free(SortedMap<String, String> variables) {
    return variables.containsKey(DOMAIN) ? List.of("." + variables.get(DOMAIN)) : List.of();
  }

  private static boolean isInside(String host, String entry) {
    String suffix = entry.startsWith("*") ? entry.substring(1) : entry;
    return suffix.startsWith(".")
        && !host.equals(entry)
        && host.substring(host.startsWith("*") ? 1 : 0).endsWith(suffix);
  }
}
