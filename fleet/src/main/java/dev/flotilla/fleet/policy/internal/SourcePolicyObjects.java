package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.PolicyAction;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.policy.SourcePrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders the policies of one cluster. */
public final class SourcePolicyObjects {
  private SourcePolicyObjects() {}

  /** Returns the ResourceSet with the allow-list, the policies and their bindings. */
  public static ResourceSet render(SourcePolicyProps props, ClusterContext context) {
    List<KubernetesObject> objects = new ArrayList<>();
    objects.add(allowList(props, context));
    List<String> actions = props.actions().stream().map(PolicyAction::value).toList();
    for (AdmissionRule rule : TenantRules.ALL) {
      objects.add(rule.policy(props.exclusions()));
      objects.add(rule.binding(actions));
    }
    return new ResourceSet(
        "policies", Optional.of(ResourceSet.RECONCILE_EVERY), List.of(), objects);
  }

  /** One entry a line, so that a review shows what was added. */
  private static KubernetesObject allowList(SourcePolicyProps props, ClusterContext context) {
    String sources =
        prefixes(props, context).stream()
            .map(SourcePrefix::value)
            .collect(Collectors.joining("\n"));
    String signed =
        prefixes(props, context).stream()
            .filter(SourcePrefix::isSigned)
            .map(SourcePrefix::value)
            .collect(Collectors.joining("\n"));
    String signers =
        prefixes(props, context).stream()
            .flatMap(prefix -> prefix.signerLines().stream())
            .collect(Collectors.joining("\n"));
    String buckets =
        props.buckets().stream().map(AllowedBucket::address).collect(Collectors.joining("\n"));
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("fluxcd.controlplane.io/role", "policy");
    return KubernetesObject.of(
            "v1",
            "ConfigMap",
            FluxInstance.NAMESPACE,
            AdmissionRule.ALLOW_LIST,
            Ordered.map(
                "data",
                Ordered.map(
                    "sources", sources, "signed", signed, "signers", signers, "buckets", buckets)))
        .with(labels, Ordered.NONE);
  }

  /** Returns the prefixes as the cluster reaches them; a mirror may join two. */
  static List<SourcePrefix> prefixes(SourcePolicyProps props, ClusterContext context) {
    return props.prefixes().stream()
        .map(prefix -> prefix.through(context.registries()))
        .distinct()
        .toList();
  }
}
