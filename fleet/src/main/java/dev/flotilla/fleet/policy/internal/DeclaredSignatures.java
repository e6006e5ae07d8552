package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ObjectRule;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.policy.SourcePrefix;
import dev.flotilla.fleet.tenant.Signers;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the fleet itself declares in the namespaces of tenants demands the signatures that a source
 * there must demand: the API server would refuse the rest, as SignatureRules has it.
 */
public final class DeclaredSignatures implements ObjectRule {
  private static final String HELM = "HelmRepository";

  private final List<SourcePrefix> prefixes;

  /** A rule by the prefixes of {@code props}, reached as the cluster of {@code context} does. */
  public DeclaredSignatures(SourcePolicyProps props, ClusterContext context) {
    this.prefixes = SourcePolicyObjects.prefixes(props, context);
  }

  @Override
  public Optional<String> problem(KubernetesObject object, Optional<KubernetesObject> namespace) {
    if (!DeclaredSources.isTenantsSource(object, namespace)
        || !(object.body().get("spec") instanceof Map<?, ?> spec)
        || !(spec.get("url") instanceof String url)) {
      return Optional.empty();
    }
    List<SourcePrefix> demanding = demanding(url);
    if (demanding.isEmpty()) {
      return Optional.empty();
    }
    List<String> signers = signers(namespace.orElseThrow(), demanding);
    List<String> carried = carried(spec);
    if (signers.containsAll(carried) && !carried.isEmpty() && isOfCosign(object, spec)) {
      return Optional.empty();
    }
    return Optional.of(message(object, demanding.get(0).value(), carried, signers));
  }

  /** Of the prefixes that a source is below, the longest says whether it must be signed. */
  private List<SourcePrefix> demanding(String url) {
    List<SourcePrefix> below = prefixes.stream().filter(prefix -> prefix.allows(url)).toList();
    Optional<String> longest =
        below.stream().map(SourcePrefix::value).max(Comparator.comparingInt(String::length));
    return below.stream()
        .filter(prefix -> prefix.isSigned() && prefix.value().equals(longest.orElseThrow()))
        .toList();
  }

  private static List<String> signers(KubernetesObject namespace, List<SourcePrefix> demanding) {
    Stream<String> tenants =
        namespace.metadata().get("annotations") instanceof Map<?, ?> annotations
                && annotations.get(TenantMark.SIGNERS.annotation()) instanceof String lines
            ? lines.lines()
            : Stream.empty();
    return Stream.concat(
            tenants,
            demanding.stream()
                .flatMap(prefix -> prefix.signers().stream())
                .flatMap(verification -> Signers.of(verification).stream()))
        .toList();
  }

  /** A HelmRepository has no such field. */
  private static List<String> carried(Map<?, ?> spec) {
    return spec.get("verify") instanceof Map<?, ?> verify
        ? Signers.of(verify)
        : List.of(Signers.NOBODY);
  }

  /** Cosign is the provider that a policy can hold to signers. */
  private static boolean isOfCosign(KubernetesObject object, Map<?, ?> spec) {
    if (!object.kind().equals("OCIRepository")
        || !(spec.get("verify") instanceof Map<?, ?> verify)) {
      return true;
    }
    return "cosign".equals(verify.get("provider"));
  }

  private static String message(
      KubernetesObject object, String prefix, List<String> carried, List<String> signers) {
    if (object.kind().equals(HELM)) {
      return "a HelmRepository cannot demand signatures, which the fleet wants below '"
          + prefix
          + "', got "
          + object.id()
          + "; use an OCIRepository with spec.verify, and spec.chartRef in the HelmRelease, or allow this folder unsigned with SourcePolicyProps.allowing";
    }
    return "a tenant's source must demand a signature that the fleet wants below '"
        + prefix
        + "', got '"
        + (carried.isEmpty() ? "anybody" : String.join(", ", carried))
        + "' in "
        + object.id()
        + "; set spec.verify to one of ["
        + String.join(", ", signers)
        + "], or allow this folder unsigned with SourcePolicyProps.allowing";
  }
}
