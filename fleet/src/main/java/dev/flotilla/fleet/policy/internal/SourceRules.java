package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePrefix;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import java.util.List;
import java.util.Map;

/** Where the sources of tenants may be. */
public final class SourceRules {

  /** Where the provider {@code gcp} goes, whatever endpoint a Bucket has. */
  public static final String GCP = "storage.googleapis.com";

  static final String GROUP = "source.toolkit.fluxcd.io";

  /** A source, through whose own proxy anybody could answer for the address that it names. */
  private static final AdmissionRule REPOSITORIES =
      addresses(
          "flux-tenant-sources",
          Requests.writes(GROUP, "gitrepositories", "ocirepositories"),
          List.of(prefixCheck(), noProxyCheck()));

  private static final AdmissionRule HELM_REPOSITORIES =
      addresses(
          "flux-tenant-helmrepositories",
          Requests.writes(GROUP, "helmrepositories"),
          List.of(prefixCheck()));

  private static final AdmissionRule BUCKETS =
      new AdmissionRule(
          "flux-tenant-buckets",
          List.of(Requests.writes(GROUP, "buckets")),
          Condition.CHANGED,
          Ordered.map(
              "allowed",
              "params.data.buckets.split('\\n')",
              "address",
              "(has(object.spec.provider) && object.spec.provider == 'gcp' ? '"
                  + GCP
                  + "' : object.spec.endpoint) + '/' + object.spec.bucketName"),
          true,
          List.of(
              new Check(
                  "variables.address in variables.allowed",
                  "\"a tenant's bucket must be one that the fleet allows, got '\" + variables.address + \"'; name one of [\" + variables.allowed.join(', ') + \"]\""),
              noProxyCheck()));

  /** The name of a chart is joined to its repository's address: {@code ../other} leaves it. */
  private static final AdmissionRule HELM_CHARTS =
      AdmissionRule.of(
          "flux-tenant-helmcharts",
          List.of(Requests.writes(GROUP, "helmcharts")),
          "!object.spec.chart.matches(r'(^|/)[.][.](/|$)')",
          "\"a tenant's chart must be inside its source, got '\" + object.spec.chart + \"'; name it without '..'\"");

  static final List<AdmissionRule> ALL =
      List.of(REPOSITORIES, HELM_REPOSITORIES, BUCKETS, HELM_CHARTS);

  private SourceRules() {}

  /** With a slash after it, the address of a folder is below the prefix that ends with it. */
  private static AdmissionRule addresses(String name, Requests requests, List<Check> checks) {
    Map<String, Object> variables =
        Ordered.map(
            "allowed", "params.data.sources.split('\\n')", "address", "object.spec.url + '/'");
    return new AdmissionRule(name, List.of(requests), Condition.CHANGED, variables, true, checks);
  }

  /** Of several prefixes one is enough; an empty one, of an empty line, allows nothing. */
  private static Check prefixCheck() {
    return new Check(
        "variables.address.matches(r'"
            + SourcePrefix.PLAIN_URL
            + "') && variables.allowed.exists(prefix, prefix.endsWith('/') && variables.address.startsWith(prefix))",
        "\"a tenant's source must be one that the fleet allows, got '\" + object.spec.url + \"'; name a plain URL below [\" + variables.allowed.join(', ') + \"]\"");
  }

  private static Check noProxyCheck() {
    return new Check(
        "!has(object.spec.proxySecretRef)",
        "\"a tenant's source must not have a proxy of its own, got spec.proxySecretRef '\" + object.spec.proxySecretRef.name + \"'; drop it\"");
  }
}
