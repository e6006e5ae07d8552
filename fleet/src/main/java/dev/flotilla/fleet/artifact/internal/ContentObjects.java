package dev.flotilla.fleet.artifact.internal;

import dev.flotilla.fleet.artifact.ApplyOptions;
import dev.flotilla.fleet.artifact.ContentSource;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.Sharding;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.CopiedObjects;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.Verification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects by which a cluster gets what a component or tenant consists of, and applies it. */
public final class ContentObjects {
  private static final String PRUNE = "fluxcd.controlplane.io/prune";

  private final ContentSource content;
  private final ApplyOptions options;
  private final FetchObjects fetched;
  private final ClusterContext context;
  private final Retention retention;
  private final SortedMap<String, String> shard;

  /** Prepares the objects for one cluster. */
  public ContentObjects(ContentSource content, ClusterContext context, Retention retention) {
    this(content, context, retention, Optional.empty());
  }

  /**
   * Prepares the objects for one cluster.
   *
   * @param shard that of Flux's controllers that reconciles them and all Flux objects in the
   *     content; empty means those that the platform has
   */
  public ContentObjects(
      ContentSource content, ClusterContext context, Retention retention, Optional<String> shard) {
    SortedMap<String, String> labels = new TreeMap<>();
    shard.ifPresent(name -> labels.put(Sharding.KEY, name));
    this.shard = Collections.unmodifiableSortedMap(labels);
    this.content = content;
    this.options = content.options();
    this.fetched = FetchObjects.of(content, context);
    this.context = context;
    this.retention = retention;
  }

  /** Returns a namespace, which is never pruned if it is to be kept. */
  public KubernetesObject namespace(String name, ObjectMetadata metadata) {
    ObjectMetadata more =
        retention == Retention.KEEP
            ? metadata.overriddenBy(ObjectMetadata.NONE.withAnnotation(PRUNE, "disabled"))
            : metadata;
    return KubernetesObject.ofCluster("v1", "Namespace", name, Ordered.map())
        .with(more.labels(), more.annotations());
  }

  /** Returns what Flux acts as and with in a namespace: variables, credentials, service account. */
  public List<KubernetesObject> access(String namespace) {
    List<KubernetesObject> objects = new ArrayList<>();
    objects.add(CopiedObjects.variables(namespace));
    fetched.secrets().forEach(secret -> objects.add(CopiedObjects.secret(secret, namespace)));
    options.decryption().ifPresent(secret -> objects.add(CopiedObjects.secret(secret, namespace)));
    objects.add(serviceAccount(namespace));
    return objects;
  }

  private KubernetesObject serviceAccount(String namespace) {
    Map<String, Object> body = Ordered.map();
    fetched
        .imageCredential()
        .ifPresent(
            secret ->
                body.put("imagePullSecrets", List.of(Ordered.map("name", secret.secretName()))));
    return KubernetesObject.of("v1", "ServiceAccount", namespace, context.serviceAccount(), body);
  }

  /** Returns the source, and before it the Secret that it is verified with, if there is one. */
  public List<KubernetesObject> source(String namespace) {
    List<KubernetesObject> objects = new ArrayList<>();
    verificationSecret(namespace).ifPresent(objects::add);
    objects.add(
        KubernetesObject.of(
                "source.toolkit.fluxcd.io/v1",
                fetched.kind(),
                namespace,
                content.sourceName(),
                Ordered.map("spec", fetched.spec()))
            .with(shard, Ordered.NONE));
    return objects;
  }

  /** Returns the key or trusted root in a namespace that signatures are verified with, if any. */
  public Optional<KubernetesObject> verificationSecret(String namespace) {
    return fetched.verificationSecret(namespace);
  }

  /** Returns whose signature it must carry where the cluster reaches it, if it is an artifact. */
  public Optional<Verification> verification() {
    return fetched.verification();
  }

  /** Returns whose signature its commits must carry, if it is from Git. */
  public GitVerification commitVerification() {
    return fetched.commitVerification();
  }

  /** Returns the branches that it follows, each a URL and a name; empty for an artifact. */
  public List<String> followedBranches() {
    return fetched.followedBranches();
  }

  /**
   * Returns a Kustomization.
   *
   * @param path the folder in the content, without {@code ./}
   * @param targetNamespace where everything goes; empty means where it says itself
   * @param dependsOn the name of the Kustomization before it in the same namespace
   */
  public KubernetesObject kustomization(
      String namespace,
      String name,
      String path,
      Optional<String> targetNamespace,
      Optional<String> dependsOn) {
    return kustomization(namespace, name, path, targetNamespace, dependsOn, List.of());
  }

  /**
   * Returns a Kustomization that changes what it applies.
   *
   * @param patches as {@code spec.patches} has them
   */
  public KubernetesObject kustomization(
      String namespace,
      String name,
      String path,
      Optional<String> targetNamespace,
      Optional<String> dependsOn,
      List<Map<String, Object>> patches) {
    Map<String, Object> spec = Ordered.map();
    dependsOn.ifPresent(other -> spec.put("dependsOn", List.of(Ordered.map("name", other))));
    spec.put("interval", Durations.format(options.reconciliation().interval()));
    spec.put("retryInterval", Durations.format(options.reconciliation().retryInterval()));
    spec.put("timeout", Durations.format(options.reconciliation().timeout()));
    spec.put("serviceAccountName", context.serviceAccount());
    targetNamespace.ifPresent(target -> spec.put("targetNamespace", target));
    spec.put("sourceRef", Ordered.map("kind", fetched.kind(), "name", content.sourceName()));
    spec.put("path", "./" + fetched.folder(path));
    if (!patches.isEmpty()) {
      spec.put("patches", patches);
    }
    spec.put("prune", true);
    // Helm uninstalls a release as the account that goes once the Kustomization has gone.
    spec.put("deletionPolicy", retention == Retention.KEEP ? "Orphan" : "WaitForTermination");
    spec.put("wait", true);
    spec.put("postBuild", postBuild());
    options.decryption().ifPresent(secret -> spec.put("decryption", decryption(secret)));
    if (options.isDecryptedByIdentity()) {
      spec.put("decryption", Ordered.map("provider", "sops"));
    }
    if (!shard.isEmpty()) {
      spec.put("commonMetadata", Ordered.map("labels", shard));
    }
    return KubernetesObject.of(
            "kustomize.toolkit.fluxcd.io/v1",
            "Kustomization",
            namespace,
            name,
            Ordered.map("spec", spec))
        .with(shard, Ordered.NONE);
  }

  private Map<String, Object> postBuild() {
    Map<String, Object> postBuild = Ordered.map();
    if (!options.substitutes().isEmpty()) {
      postBuild.put("substitute", options.substitutes());
    }
    postBuild.put("substituteFrom", CopiedObjects.substituteFrom());
    return postBuild;
  }

  private static Map<String, Object> decryption(Credential secret) {
    return Ordered.map("provider", "sops", "secretRef", Ordered.map("name", secret.secretName()));
  }

  /** Returns what the cluster lacks for it. */
  public List<String> problems() {
    Stream<String> variables =
        options.consumes().stream()
            .filter(variable -> !context.variables().containsKey(variable))
            .filter(variable -> !options.substitutes().containsKey(variable))
            .map(this::missing);
    return Stream.concat(fetched.problems().stream(), variables).toList();
  }

  private String missing(String variable) {
    return "a cluster must have each variable that its artifacts consume, got no '"
        + variable
        + "' on '"
        + context.cluster()
        + "'; set it there, or let "
        + options.owner()
        + " substitute a value of its own";
  }
}
