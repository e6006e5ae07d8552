package dev.flotilla.fleet.artifact.internal;

import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.flux.Sharding;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.CopiedObjects;
import dev.flotilla.fleet.object.PullIdentity;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects by which a cluster gets one artifact and applies it. */
public final class ArtifactObjects {
  private static final String PRUNE = "fluxcd.controlplane.io/prune";

  private final Artifact artifact;
  private final ClusterContext context;
  private final Retention retention;
  private final SortedMap<String, String> shard;

  /** Prepares the objects for one cluster. */
  public ArtifactObjects(Artifact artifact, ClusterContext context, Retention retention) {
    this(artifact, context, retention, Optional.empty());
  }

  /**
   * Prepares the objects for one cluster.
   *
   * @param shard that of Flux's controllers that reconciles them and all Flux objects in the
   *     artifact; empty means those that the platform has
   */
  public ArtifactObjects(
      Artifact artifact, ClusterContext context, Retention retention, Optional<String> shard) {
    SortedMap<String, String> labels = new TreeMap<>();
    shard.ifPresent(name -> labels.put(Sharding.KEY, name));
    this.shard = Collections.unmodifiableSortedMap(labels);
    this.artifact = artifact;
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
    pullCredential().ifPresent(secret -> objects.add(CopiedObjects.secret(secret, namespace)));
    authority().ifPresent(secret -> objects.add(CopiedObjects.secret(secret, namespace)));
    artifact.decryption().ifPresent(secret -> objects.add(CopiedObjects.secret(secret, namespace)));
    objects.add(serviceAccount(namespace));
    return objects;
  }

  private KubernetesObject serviceAccount(String namespace) {
    Map<String, Object> body = Ordered.map();
    pullCredential()
        .ifPresent(
            secret ->
                body.put("imagePullSecrets", List.of(Ordered.map("name", secret.secretName()))));
    return KubernetesObject.of("v1", "ServiceAccount", namespace, context.serviceAccount(), body);
  }

  private Optional<RegistryCredential> pullCredential() {
    return artifact.credential().or(context::pullCredential);
  }

  private Optional<OpaqueCredential> authority() {
    return context.registries().authority(context.registries().apply(artifact.url()).host());
  }

  /** A mirror is another registry, which does not know the cloud's identity. */
  private Optional<PullIdentity> pullIdentity() {
    boolean isMirrored = !context.registries().apply(artifact.url()).equals(artifact.url());
    return artifact.credential().isPresent() || isMirrored
        ? Optional.empty()
        : context.pullIdentity();
  }

  /** Returns the source, and before it the Secret that it is verified with, if there is one. */
  public List<KubernetesObject> source(String namespace) {
    String tag = context.pin(artifact.url()).map(Version::tag).orElse(context.tag());
    List<KubernetesObject> objects = new ArrayList<>();
    verificationSecret(namespace).ifPresent(objects::add);
    objects.add(
        KubernetesObject.of(
                "source.toolkit.fluxcd.io/v1",
                "OCIRepository",
                namespace,
                artifact.repository().name(),
                Ordered.map("spec", sourceSpec(tag, verification())))
            .with(shard, Ordered.NONE));
    return objects;
  }

  /** Returns the key or trusted root in a namespace that signatures are verified with, if any. */
  public Optional<KubernetesObject> verificationSecret(String namespace) {
    return verification().secret(namespace);
  }

  /** Returns whose signature it must carry where the cluster reaches it. */
  public Verification verification() {
    return context
        .registries()
        .verification(
            artifact.url(),
            artifact.verification(context.signedFrom(), context.pin(artifact.url())));
  }

  private Map<String, Object> sourceSpec(String tag, Verification verification) {
    Map<String, Object> spec =
        Ordered.map(
            "interval", Durations.format(artifact.reconciliation().source()),
            "serviceAccountName", context.serviceAccount(),
            "url", context.registries().apply(artifact.url()).value(),
            "ref", Ordered.map("tag", tag));
    pullIdentity()
        .ifPresent(
            identity -> {
              spec.put("provider", identity.cloud().provider());
              if (!identity.isPerObject()) {
                // source-controller refuses it without the gate for identities of objects.
                spec.remove("serviceAccountName");
              }
            });
    verification.toSpec().ifPresent(verify -> spec.put("verify", verify));
    authority()
        .ifPresent(secret -> spec.put("certSecretRef", Ordered.map("name", secret.secretName())));
    if (context.registries().isInsecure(artifact.url().host())) {
      spec.put("insecure", true);
    }
    spec.putAll(artifact.source().toSpec());
    return spec;
  }

  /**
   * Returns a Kustomization.
   *
   * @param path the folder in the artifact, without {@code ./}
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
    spec.put("interval", Durations.format(artifact.reconciliation().interval()));
    spec.put("retryInterval", Durations.format(artifact.reconciliation().retryInterval()));
    spec.put("timeout", Durations.format(artifact.reconciliation().timeout()));
    spec.put("serviceAccountName", context.serviceAccount());
    targetNamespace.ifPresent(target -> spec.put("targetNamespace", target));
    spec.put(
        "sourceRef", Ordered.map("kind", "OCIRepository", "name", artifact.repository().name()));
    spec.put("path", "./" + path);
    if (!patches.isEmpty()) {
      spec.put("patches", patches);
    }
    spec.put("prune", true);
    if (retention == Retention.KEEP) {
      spec.put("deletionPolicy", "Orphan");
    }
    spec.put("wait", true);
    spec.put("postBuild", postBuild());
    artifact.decryption().ifPresent(secret -> spec.put("decryption", decryption(secret)));
    if (artifact.isDecryptedByIdentity()) {
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
    if (!artifact.substitutes().isEmpty()) {
      postBuild.put("substitute", artifact.substitutes());
    }
    postBuild.put("substituteFrom", CopiedObjects.substituteFrom());
    return postBuild;
  }

  private static Map<String, Object> decryption(Credential secret) {
    return Ordered.map("provider", "sops", "secretRef", Ordered.map("name", secret.secretName()));
  }

  /** Returns what the cluster lacks for the artifact. */
  public List<String> problems() {
    return artifact.consumes().stream()
        .filter(variable -> !context.variables().containsKey(variable))
        .filter(variable -> !artifact.substitutes().containsKey(variable))
        .map(this::missing)
        .toList();
  }

  private String missing(String variable) {
    return "a cluster must have each variable that its artifacts consume, got no '"
        + variable
        + "' on '"
        + context.cluster()
        + "'; set it there, or let artifact '"
        + artifact.name()
        + "' substitute a value of its own";
  }
}
