package dev.flotilla.fleet.policy;

import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rbac;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code SourcePolicy} takes.
 *
 * <p>Of prefixes inside each other, the longest decides whether a source must be signed.
 *
 * <p>Rejected: a prefix inside another with the same demand, a signer with a Sigstore of its own, a
 * bucket that is allowed twice, no action, and {@code DENY} together with {@code WARN}, which the
 * API server refuses.
 *
 * @param prefixes where tenants may have their sources
 * @param buckets the buckets that they may have as sources
 * @param actions what happens to a request that breaks the policy
 * @param exclusions the service accounts that the policy does not apply to, for example that of a
 *     controller with sources of its own
 */
@RecordBuilder
public record SourcePolicyProps(
    List<SourcePrefix> prefixes,
    List<AllowedBucket> buckets,
    Set<PolicyAction> actions,
    List<Rbac.ServiceAccount> exclusions) {

  public SourcePolicyProps {
    prefixes = List.copyOf(prefixes);
    buckets = List.copyOf(buckets);
    exclusions = List.copyOf(exclusions);
    requireApart(prefixes);
    prefixes.forEach(SourcePolicyProps::requireNoSigstore);
    requireOnce(buckets);
    if (actions.isEmpty()) {
      throw new IllegalArgumentException(
          "a source policy must have an action such as DENY, got none");
    }
    actions = Collections.unmodifiableSet(EnumSet.copyOf(actions));
    if (actions.contains(PolicyAction.DENY) && actions.contains(PolicyAction.WARN)) {
      throw new IllegalArgumentException(
          "the actions of a source policy must not be both DENY and WARN, got '"
              + actions
              + "'; remove WARN, because a refusal warns too");
    }
    for (Rbac.ServiceAccount account : exclusions) {
      Rfc1123.subdomain("the name of an excluded service account", account.name());
    }
  }

  private static void requireApart(List<SourcePrefix> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      for (int j = 0; j < prefixes.size(); j++) {
        String outer = prefixes.get(i).value();
        String inner = prefixes.get(j).value();
        if (i != j
            && inner.startsWith(outer)
            && (inner.equals(outer) || hasTheSameDemand(prefixes.get(i), prefixes.get(j)))) {
          throw new IllegalArgumentException(
              "a prefix of allowed sources must not be inside another, got '"
                  + inner
                  + "' inside '"
                  + outer
                  + "'; drop one of them");
        }
      }
    }
  }

  /** The trusted root of another would be read from a Secret that the tenant itself writes. */
  private static void requireNoSigstore(SourcePrefix prefix) {
    if (prefix.signers().stream().anyMatch(Trusted.class::isInstance)) {
      throw new IllegalArgumentException(
          "signers of a prefix must be verified by the Sigstore of the fleet or its mirror, got one with a Sigstore of its own for '"
              + prefix.value()
              + "'; drop trusting(…), and add what vouches for it to the fleet's trusted root");
    }
  }

  private static boolean hasTheSameDemand(SourcePrefix one, SourcePrefix other) {
    return one.isSigned() == other.isSigned() && one.signers().equals(other.signers());
  }

  private static void requireOnce(List<AllowedBucket> buckets) {
    List<AllowedBucket> known = new ArrayList<>();
    for (AllowedBucket bucket : buckets) {
      if (known.contains(bucket)) {
        throw new IllegalArgumentException(
            "bucket '" + bucket.address() + "' is allowed twice; remove one");
      }
      known.add(bucket);
    }
  }

  /**
   * Returns a policy that refuses other sources than those below {@code prefixes}.
   *
   * @param prefixes for example {@code oci://ghcr.io/acme/}; none means that tenants have no source
   */
  public static SourcePolicyProps of(String... prefixes) {
    return new SourcePolicyProps(
        Stream.of(prefixes).map(SourcePrefix::new).toList(),
        List.of(),
        EnumSet.of(PolicyAction.DENY),
        List.of());
  }

  /** Returns this policy, which allows sources below {@code prefix} too, signed or not. */
  public SourcePolicyProps allowing(String prefix) {
    return allowing(new SourcePrefix(prefix));
  }

  /**
   * Returns this policy, which allows sources below {@code prefix} too if they demand the signature
   * of the signer of their tenant's own artifact, or of one of {@code signers}.
   *
   * @param signers for example {@code Verification.identities(issuer, subject)}
   */
  public SourcePolicyProps allowingSigned(String prefix, KeylessVerification... signers) {
    return allowing(new SourcePrefix(prefix, true, List.of(signers)));
  }

  private SourcePolicyProps allowing(SourcePrefix prefix) {
    return SourcePolicyPropsFields.from(this).prefixes(Ordered.append(prefixes, prefix)).build();
  }

  /** Returns this policy, which allows a bucket too. */
  public SourcePolicyProps allowing(AllowedBucket bucket) {
    return SourcePolicyPropsFields.from(this).buckets(Ordered.append(buckets, bucket)).build();
  }

  /** Returns this policy with other actions; they default to {@code DENY}. */
  public SourcePolicyProps withActions(PolicyAction... values) {
    Set<PolicyAction> set = EnumSet.noneOf(PolicyAction.class);
    Collections.addAll(set, values);
    return SourcePolicyPropsFields.from(this).actions(set).build();
  }

  /** Returns this policy, which ignores what a service account does. */
  public SourcePolicyProps excluding(String namespace, String serviceAccount) {
    Rbac.ServiceAccount account =
        new Rbac.ServiceAccount(
            NamespaceName.of("the namespace of an excluded service account", namespace),
            serviceAccount);
    return SourcePolicyPropsFields.from(this)
        .exclusions(Ordered.append(exclusions, account))
        .build();
  }
}
