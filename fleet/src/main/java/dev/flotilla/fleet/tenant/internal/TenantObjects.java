package dev.flotilla.fleet.tenant.internal;

import dev.flotilla.fleet.artifact.internal.ContentObjects;
import dev.flotilla.fleet.component.Dependency;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Rbac;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.tenant.HostClaims;
import dev.flotilla.fleet.tenant.SharedNames;
import dev.flotilla.fleet.tenant.Signers;
import dev.flotilla.fleet.tenant.TenantMark;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Renders a tenant for one cluster. */
public final class TenantObjects {
  private final TenantProps props;
  private final ClusterContext context;
  private final ContentObjects delivery;
  private final List<String> namespaces;
  private final String home;

  /** Prepares the rendering of {@code props} on the cluster of {@code context}. */
  public TenantObjects(TenantProps props, ClusterContext context) {
    this.props = props;
    this.context = context;
    this.delivery =
        new ContentObjects(props.source(), context, props.retention(), context.tenantShard());
    this.namespaces = props.namespaces().stream().map(NamespaceName::value).toList();
    this.home = namespaces.get(0);
  }

  /** Returns the ResourceSet with all objects of the tenant. */
  public ResourceSet resourceSet() {
    List<KubernetesObject> resources = new ArrayList<>();
    for (String namespace : namespaces) {
      resources.add(delivery.namespace(namespace, namespaceMetadata()));
      resources.addAll(secretsBesideNoSource(namespace));
      resources.addAll(delivery.access(namespace));
      resources.add(roleBinding(namespace));
      props.quota().ifPresent(quota -> resources.add(quota.toObject(namespace, "tenant")));
      props.limits().ifPresent(limits -> resources.add(limits.toObject(namespace, "tenant")));
      props.fluxAccess().gitKeys(namespace).ifPresent(resources::add);
      resources.addAll(props.network().toObjects(props.name(), namespace, context.dns()));
    }
    resources.addAll(delivery.source(home));
    resources.add(kustomization());
    return new ResourceSet(
        props.name(),
        Optional.of(ResourceSet.RECONCILE_EVERY),
        props.dependsOn().stream().map(Dependency::toEntry).toList(),
        resources);
  }

  /**
   * A source of the tenant's may demand that key, and each trusted root, in each of its namespaces:
   * where one is missing, the tenant would write one of its own under that name, and so sign as
   * anybody.
   */
  private List<KubernetesObject> secretsBesideNoSource(String namespace) {
    Optional<KubernetesObject> own = delivery.verificationSecret(namespace);
    Stream<KubernetesObject> roots =
        context.registries().sigstores().stream().map(sigstore -> sigstore.secret(namespace));
    return Stream.concat(own.stream(), roots)
        .distinct()
        .filter(secret -> !namespace.equals(home) || !own.equals(Optional.of(secret)))
        .toList();
  }

  /** Returns what the cluster lacks for the tenant, such as a variable that it consumes. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(delivery.problems());
    props.sharedNames().hosts().stream()
        .flatMap(hosts -> HostClaims.unknown(hosts, context.variables()).stream())
        .map(this::missing)
        .forEach(problems::add);
    return problems;
  }

  private String missing(String variable) {
    return "a cluster must have each variable in the hosts of its tenants, got no '"
        + variable
        + "' on '"
        + context.cluster()
        + "'; set it there, or list other hosts for tenant '"
        + props.name()
        + "'";
  }

  private ObjectMetadata namespaceMetadata() {
    ObjectMetadata metadata =
        props
            .podSecurity()
            .enforcedBy(props.namespaceMetadata())
            .overriddenBy(
                ObjectMetadata.NONE
                    .withLabel("toolkit.fluxcd.io/role", "tenant")
                    .withLabel(TenantMark.LABEL, props.name()));
    metadata =
        TenantMark.NETWORK.on(
            metadata,
            props.network().grants(props.name(), namespaces, context.dns()).orElse(List.of()));
    metadata =
        TenantMark.HOSTS.on(
            metadata, HostClaims.lines(props, context.variables(), context.claimedHosts()));
    for (SharedNames.Entry entry : props.sharedNames().entries()) {
      metadata = entry.mark().on(metadata, entry.lines());
    }
    metadata = props.fluxAccess().on(metadata, namespaces, signers());
    metadata = TenantMark.GIT_BRANCHES.on(metadata, delivery.followedBranches());
    return TenantMark.SHARD.on(metadata, context.tenantShard().stream().toList());
  }

  /** Returns who signs what the tenant runs; nobody is not said of what no rule is for. */
  private List<String> signers() {
    return delivery
        .verification()
        .map(Signers::of)
        .or(() -> delivery.commitVerification().toSpec().map(Signers::of))
        .orElse(List.of());
  }

  /** What is applied from home, and what acts as the default account in another namespace. */
  private KubernetesObject roleBinding(String namespace) {
    String account = context.serviceAccount();
    List<Rbac.ServiceAccount> subjects = new ArrayList<>();
    NamespaceName name = new NamespaceName(namespace);
    subjects.add(new Rbac.ServiceAccount(new NamespaceName(home), account));
    if (!namespace.equals(home)) {
      subjects.add(new Rbac.ServiceAccount(name, account));
    }
    return Rbac.roleBinding(name, account, props.role(), subjects);
  }

  private KubernetesObject kustomization() {
    Optional<String> onlyNamespace = namespaces.size() == 1 ? Optional.of(home) : Optional.empty();
    return delivery.kustomization(
        home, props.source().sourceName(), context.environment(), onlyNamespace, Optional.empty());
  }
}
