package dev.flotilla.fleet.policy.internal;

import static dev.flotilla.fleet.policy.internal.Expressions.lines;
import static dev.flotilla.fleet.policy.internal.Expressions.optional;
import static dev.flotilla.fleet.policy.internal.Expressions.text;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.SourcePrefix;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;
import java.util.Map;

/**
 * The addresses that Flux connects to because a tenant's object names them, except those of
 * sources: each is on a host that the tenant's props allow.
 */
final class AddressRules {
  /** One that everybody reads in the same way; a user before the host, as of Sentry, is plain. */
  private static final String PLAIN =
      "^[a-z][a-z0-9+]*://([A-Za-z0-9]+@)?[a-z0-9.-]+(:[0-9]+)?(/[^\\\\\\s]*)?$";

  private static final AdmissionRule PROVIDERS =
      rule(
          "flux-tenant-providers",
          Requests.writes("notification.toolkit.fluxcd.io", "providers"),
          "[" + text("spec.address") + ", " + text("spec.proxy") + "]",
          addressesAreAllowed(),
          noProxyCheck(),
          noSecretCheck(
              "has(object.spec.secretRef)",
              "its keys 'address' and 'proxy' replace those of the object"));

  private static final AdmissionRule RECEIVERS =
      rule(
          "flux-tenant-receivers",
          Requests.writes("notification.toolkit.fluxcd.io", "receivers"),
          optional("spec.oidcProviders") + ".orValue([]).map(it, it.issuerURL)",
          addressesAreAllowed());

  private static final AdmissionRule INPUT_PROVIDERS =
      rule(
          "flux-tenant-inputproviders",
          Requests.writes("fluxcd.controlplane.io", "resourcesetinputproviders"),
          "[" + text("spec.url") + "]",
          addressesAreAllowed(),
          noSecretCheck(
              "has(object.spec.secretRef) && object.spec.type.startsWith('GitHub')",
              "a GitHub App in it names its own server"));

  private static final AdmissionRule STS =
      rule(
          "flux-tenant-sts",
          Requests.writes(SourceRules.GROUP, "buckets"),
          "[" + text("spec.sts.endpoint") + "]",
          addressesAreAllowed(),
          noSecretCheck(
              "has(object.spec.secretRef) && " + text("spec.provider") + " in ['azure', 'gcp']",
              "what it holds for '\" + object.spec.provider + \"' names where to log in"));

  private static final AdmissionRule GITHUB_APPS =
      new AdmissionRule(
          "flux-tenant-githubapps",
          List.of(Requests.writes(SourceRules.GROUP, "gitrepositories")),
          Condition.CHANGED,
          Ordered.map(),
          false,
          List.of(
              noSecretCheck(
                  "has(object.spec.secretRef) && " + text("spec.provider") + " == 'github'",
                  "a GitHub App in it names its own server")));

  /** Images have no scheme; what comes first must look like a host, else it is Docker Hub. */
  private static final AdmissionRule IMAGES =
      new AdmissionRule(
          "flux-tenant-imagerepositories",
          List.of(Requests.writes("image.toolkit.fluxcd.io", "imagerepositories")),
          Condition.CHANGED,
          Ordered.map(
              "sources",
              lines("params.data.sources"),
              "hosts",
              "(" + TenantMarkExpressions.list(TenantMark.FLUX_HOSTS) + ")",
              "address",
              "'oci://' + object.spec.image + '/'"),
          true,
          List.of(
              new Check(
                  "variables.address.matches(r'"
                      + SourcePrefix.PLAIN_URL
                      + """
                          ') \
                          && (variables.sources.exists(it, \
                          it.endsWith('/') && variables.address.startsWith(it)) \
                          || object.spec.image.split('/')[0] in variables.hosts)""",
                  "\"a tenant's image repository must be one that the fleet allows, got '\" + object.spec.image + \"' in '\" + request.name + \"'; name one below [\" + variables.sources.filter(it, it.startsWith('oci://')).join(', ') + \"], or allow its host in the tenant's props with FluxAccess.allowingHost\""),
              noProxyCheck()));

  static final List<AdmissionRule> ALL =
      List.of(PROVIDERS, RECEIVERS, INPUT_PROVIDERS, STS, GITHUB_APPS, IMAGES);

  private AddressRules() {}

  private static AdmissionRule rule(
      String name, Requests requests, String addresses, Check... checks) {
    Map<String, Object> variables =
        Ordered.map(
            "hosts",
            "(" + TenantMarkExpressions.list(TenantMark.FLUX_HOSTS) + ")",
            // The rest of an address may be secret, so that messages have the host alone.
            "named",
            addresses
                + ".filter(it, it != '').map(it, it.matches(r'"
                + PLAIN
                + "') ? it.split('/')[2] : 'no plain URL').map(it, it.substring(it.lastIndexOf('@') + 1))",
            "refused",
            "variables.named.filter(it, !(it in variables.hosts))");
    return new AdmissionRule(
        name, List.of(requests), Condition.CHANGED, variables, false, List.of(checks));
  }

  private static Check addressesAreAllowed() {
    return new Check(
        "variables.refused.size() == 0",
        "\"an address of a tenant must be a plain URL on a host that the fleet allows, got '\" + variables.refused.join(', ') + \"' in '\" + request.name + \"'; use one of [\" + variables.hosts.join(', ') + \"], or allow its host in the tenant's props with FluxAccess.allowingHost\"");
  }

  private static Check noProxyCheck() {
    return new Check(
        "!has(object.spec.proxySecretRef)",
        "\"a tenant's object must not have a proxy of its own, got spec.proxySecretRef '\" + object.spec.proxySecretRef.name + \"' in '\" + request.name + \"'; drop it\"");
  }

  /** No policy sees what is in a Secret, or what will be. */
  private static Check noSecretCheck(String condition, String why) {
    return new Check(
        "!("
            + condition
            + ") || "
            + "("
            + TenantMarkExpressions.presentExpression(TenantMark.SECRET_ADDRESSES)
            + ")",
        "\"a tenant's address must be in the object, got spec.secretRef '\" + object.spec.secretRef.name + \"' in '\" + request.name + \"': "
            + why
            + "; drop it, or allow that in the tenant's props with FluxAccess.withSecretAddresses\"");
  }
}
