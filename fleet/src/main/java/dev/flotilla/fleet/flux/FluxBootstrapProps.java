package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.source.Verification.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code FluxBootstrap} takes.
 *
 * @param instance the Flux to run
 * @param operator the operator that runs it
 * @param credentials every Secret that is created: those that the instance refers to come by
 *     themselves
 * @param metadata on namespace, Secrets and the operator's objects, from their creation, and on
 *     what the operator generates unless the instance has metadata of its own; defaults to none
 */
public record FluxBootstrapProps(
    FluxInstance instance,
    OperatorChart operator,
    List<Credential> credentials,
    ObjectMetadata metadata) {
  /**
   * The annotation of the namespace and the Secrets that says whose they are, by what the cluster
   * syncs: {@code <address> <path>}. A deploy that was killed before OpenTofu noted what it had
   * created finds its own by it.
   */
  public static final String OWNER = "flotilla.dev/owner";

  public FluxBootstrapProps {
    operator = operator.withEgress(instance.egress());
    credentials = withOwnCredentials(instance, credentials);
  }

  public FluxBootstrapProps(FluxInstance instance, OperatorChart operator) {
    this(instance, operator, List.of(), ObjectMetadata.NONE);
  }

  /** Returns these props with other Secrets beside those that the instance refers to. */
  public FluxBootstrapProps withCredentials(List<Credential> others) {
    return new FluxBootstrapProps(instance, operator, others, metadata);
  }

  /** Returns these props with metadata on everything that is created. */
  public FluxBootstrapProps withMetadata(ObjectMetadata newMetadata) {
    return new FluxBootstrapProps(instance, operator, credentials, newMetadata);
  }

  /** Returns the instance as it is applied: with the metadata, unless it has its own. */
  public FluxInstance appliedInstance() {
    return instance.commonMetadata().isEmpty() ? instance.withCommonMetadata(metadata) : instance;
  }

  /** Returns the Secret with the public key that the sync is verified with, if there is one. */
  public Optional<KubernetesObject> verificationSecret() {
    return instance
        .sync()
        .verificationSecret(FluxInstance.NAMESPACE)
        .map(secret -> secret.with(metadata.labels(), metadata.annotations()));
  }

  private static List<Credential> withOwnCredentials(
      FluxInstance instance, List<Credential> others) {
    List<Credential> all =
        Stream.concat(instance.credentials(), others.stream()).distinct().toList();
    requireDistinctNames(all);
    requireFreeName(instance, all);
    return all;
  }

  private static void requireFreeName(FluxInstance instance, List<Credential> credentials) {
    boolean isTaken =
        credentials.stream()
            .anyMatch(credential -> credential.secretName().equals(PublicKey.SECRET));
    if (isTaken && instance.sync().verificationSecret(FluxInstance.NAMESPACE).isPresent()) {
      throw new IllegalArgumentException(
          "the Secret '"
              + PublicKey.SECRET
              + "' holds the public key of the sync, got a credential of that name; rename it");
    }
  }

  /** In OpenTofu {@code git-auth} and {@code git.auth} are one name. */
  private static void requireDistinctNames(List<Credential> credentials) {
    Map<String, String> secrets = new TreeMap<>();
    Map<String, String> variables = new TreeMap<>();
    for (Credential credential : credentials) {
      String name = credential.secretName();
      String other = secrets.putIfAbsent(Credential.resourceName(name), name);
      for (String variable : credential.variables().keySet()) {
        String owner = variables.putIfAbsent(variable, name);
        other = other == null ? owner : other;
      }
      if (other != null) {
        throw new IllegalArgumentException(
            "the credentials of a cluster must differ in the letters and digits of their names, got '"
                + other
                + "' and '"
                + name
                + "'");
      }
    }
  }
}
