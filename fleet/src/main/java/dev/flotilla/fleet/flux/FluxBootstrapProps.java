package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code FluxBootstrap} takes.
 *
 * @param instance the Flux to run; the metadata of its settings is on namespace, Secrets and the
 *     operator's objects too, from their creation
 * @param operator the operator that runs it; it reaches what is outside, and reports, as the
 *     instance's settings say
 * @param credentials every Secret that is created: those that the instance refers to come by
 *     themselves
 */
public record FluxBootstrapProps(
    FluxInstance instance, OperatorChart operator, List<Credential> credentials) {
  /**
   * The annotation of the namespace and the Secrets that says whose they are, by what the cluster
   * syncs: {@code <address> <path>}. A deploy that was killed before OpenTofu noted what it had
   * created finds its own by it.
   */
  public static final String OWNER = "flotilla.dev/owner";

  public FluxBootstrapProps {
    operator = following(instance.settings(), operator);
    credentials = withOwnCredentials(instance, credentials);
  }

  /** Props with no Secrets but those that the instance refers to. */
  public FluxBootstrapProps(FluxInstance instance, OperatorChart operator) {
    this(instance, operator, List.of());
  }

  /** Returns these props with other Secrets beside those that the instance refers to. */
  public FluxBootstrapProps withCredentials(List<Credential> others) {
    return new FluxBootstrapProps(instance, operator, others);
  }

  /** Returns what is on everything that is created. */
  public ObjectMetadata metadata() {
    return instance.settings().metadata();
  }

  /** Returns the Secret with the key or trusted root that the sync is verified with, if any. */
  public Optional<KubernetesObject> verificationSecret() {
    return instance
        .sync()
        .verificationSecret(FluxInstance.NAMESPACE)
        .map(secret -> secret.with(metadata().labels(), metadata().annotations()));
  }

  private static OperatorChart following(FluxSettings settings, OperatorChart operator) {
    OperatorChart chart = operator.withEgress(settings.egress());
    return settings.reportingInterval().map(chart::withReportingInterval).orElse(chart);
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
    Optional<Object> name =
        instance
            .sync()
            .verificationSecret(FluxInstance.NAMESPACE)
            .map(secret -> secret.metadata().get("name"));
    credentials.stream()
        .map(Credential::secretName)
        .filter(other -> name.equals(Optional.<Object>of(other)))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "the Secret '"
                      + other
                      + "' holds what the sync is verified with, got a credential of that name; rename it");
            });
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
            "the names of a cluster's credentials must differ in their letters and digits, because each names a variable, got '"
                + other
                + "' and '"
                + name
                + "'; rename one");
      }
    }
  }
}
