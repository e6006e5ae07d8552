package dev.flotilla.fleet.cluster;

import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * What a cluster's components and tenants know about it.
 *
 * @param runtimeName what they know it by
 * @param domain the public domain of its ingresses, if it has any
 * @param region where it runs, if they need to know
 * @param kubernetes its version of Kubernetes, for example {@code 1.35}, if content is checked for
 *     it
 * @param variables what else they know
 */
@RecordBuilder
public record ClusterFacts(
    String runtimeName,
    Optional<String> domain,
    Optional<String> region,
    Optional<String> kubernetes,
    SortedMap<String, String> variables) {
  private static final Pattern KUBERNETES = Pattern.compile("1\\.\\d{1,3}");

  public ClusterFacts {
    variables = Variables.copyOf(variables);
  }

  /** Returns the default facts of a cluster: its name. */
  public static ClusterFacts of(String cluster) {
    return new ClusterFacts(
        cluster, Optional.empty(), Optional.empty(), Optional.empty(), Ordered.NONE);
  }

  void check(String cluster) {
    Rfc1123.label("the runtime name of cluster '" + cluster + "'", runtimeName);
    domain.ifPresent(value -> Rfc1123.subdomain("the domain of cluster '" + cluster + "'", value));
    region.ifPresent(value -> Rfc1123.label("the region of cluster '" + cluster + "'", value));
    kubernetes.ifPresent(value -> checkKubernetes(cluster, value));
    variables.keySet().forEach(variable -> ClusterVariables.requireOther(cluster, variable));
  }

  private static void checkKubernetes(String cluster, String version) {
    if (!KUBERNETES.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "the Kubernetes version of cluster '%s' must be a minor version such as '1.35', got '%s'; write its first two numbers"
              .formatted(cluster, version));
    }
  }

  /** Returns these facts with another name. */
  public ClusterFacts withRuntimeName(String value) {
    return ClusterFactsFields.from(this).runtimeName(value).build();
  }

  /** Returns these facts with a domain. */
  public ClusterFacts withDomain(String value) {
    return ClusterFactsFields.from(this).domain(Optional.of(value)).build();
  }

  /** Returns these facts with a region. */
  public ClusterFacts withRegion(String value) {
    return ClusterFactsFields.from(this).region(Optional.of(value)).build();
  }

  /** Returns these facts with a version of Kubernetes. */
  public ClusterFacts withKubernetes(String value) {
    return ClusterFactsFields.from(this).kubernetes(Optional.of(value)).build();
  }

  ClusterFacts withVariable(String cluster, String variable, String value) {
    String what = "a variable of cluster '" + cluster + "'";
    return ClusterFactsFields.from(this)
        .variables(Ordered.putNew(variables, variable, value, what))
        .build();
  }
}
