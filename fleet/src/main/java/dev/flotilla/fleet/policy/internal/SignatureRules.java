package dev.flotilla.fleet.policy.internal;

import static dev.flotilla.fleet.policy.internal.Expressions.lines;
import static dev.flotilla.fleet.policy.internal.Expressions.optional;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.Signers;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;
import java.util.Map;

/**
 * Whose signature a source of a tenant must demand, below the prefixes that the fleet wants signed.
 * What a kind can demand differs: an OCIRepository a cosign identity or key, a GitRepository an
 * OpenPGP key, a HelmRepository nothing, which is refused there therefore.
 */
final class SignatureRules {
  private static final AdmissionRule ARTIFACTS =
      demand(
          "flux-tenant-signatures-ocirepositories",
          "ocirepositories",
          "has(object.spec.verify) ? ("
              + optional("spec.verify.matchOIDCIdentity")
              + ".orValue([]).map(it, it.issuer + ' ' + it.subject) + "
              + optional("spec.verify.secretRef")
              + ".optMap(it, ['"
              + Signers.KEY
              + "' + it.name]).orValue([])).map(it, it + "
              + optional("spec.verify.trustedRootSecretRef.name")
              + ".optMap(name, '"
              + Signers.TRUSTED_ROOT
              + "' + name).orValue('')) : ['"
              + Signers.NOBODY
              + "']",
          signatureCheck(
              " && (!has(object.spec.verify) || object.spec.verify.provider == 'cosign')",
              "set spec.verify to provider cosign and one of"));

  private static final AdmissionRule COMMITS =
      demand(
          "flux-tenant-signatures-gitrepositories",
          "gitrepositories",
          "has(object.spec.verify) ? ['"
              + Signers.KEY
              + "' + object.spec.verify.secretRef.name] : ['"
              + Signers.NOBODY
              + "']",
          signatureCheck("", "set spec.verify.secretRef to one of"));

  private static final AdmissionRule CHARTS =
      demand(
          "flux-tenant-signatures-helmrepositories",
          "helmrepositories",
          "['" + Signers.NOBODY + "']",
          new Check(
              "variables.demanding.size() == 0 || '" + Signers.NOBODY + "' in variables.signers",
              "\"a HelmRepository cannot demand signatures, which the fleet wants below '\" + variables.demanding.join(', ') + \"', got '\" + object.spec.url + \"'; use an OCIRepository with spec.verify, and spec.chartRef in the HelmRelease, or allow this folder unsigned with SourcePolicyProps.allowing\""));

  static final List<AdmissionRule> ALL = List.of(ARTIFACTS, COMMITS, CHARTS);

  private SignatureRules() {}

  /** Of the prefixes that a source is below, the longest says whether it must be signed. */
  private static AdmissionRule demand(String name, String resource, String carried, Check check) {
    Map<String, Object> variables =
        Ordered.map(
            "below",
            lines("params.data.sources")
                + ".filter(it, it.endsWith('/') && (object.spec.url + '/').startsWith(it))",
            "demanding",
            "variables.below.filter(it, it in "
                + lines("params.data.signed")
                + " && variables.below.all(other, other.size() <= it.size()))",
            "signers",
            "("
                + TenantMarkExpressions.list(TenantMark.SIGNERS)
                + ")"
                + " + "
                + lines("params.data.signers")
                + """
                    .filter(it, variables.demanding.exists(prefix, it.startsWith(prefix + ' ')))\
                    .map(it, it.substring(it.indexOf(' ') + 1))""",
            "carried",
            carried);
    return new AdmissionRule(
        name,
        List.of(Requests.writes(SourceRules.GROUP, resource)),
        Condition.CHANGED,
        variables,
        true,
        List.of(check));
  }

  private static Check signatureCheck(String form, String remedy) {
    return new Check(
        """
            variables.demanding.size() == 0 \
            || variables.carried.size() > 0 && variables.carried.all(it, it in variables.signers)"""
            + form,
        "\"a tenant's source must demand a signature that the fleet wants below '\" + variables.demanding.join(', ') + \"', got '\" + (variables.carried.size() > 0 ? variables.carried.join(', ') : 'anybody') + \"' in '\" + request.name + \"'; "
            + remedy
            + " [\" + variables.signers.join(', ') + \"]\"");
  }
}
