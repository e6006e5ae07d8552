package dev.flotilla.fleet.component.internal;

import dev.flotilla.fleet.artifact.internal.ContentObjects;
import dev.flotilla.fleet.component.Dependency;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.component.SharedNamespace;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rbac;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ResourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders a component for one cluster. */
public final class ComponentObjects {
  private final PlatformComponent component;
  private final ClusterContext context;
  private final ContentObjects delivery;
  private final String namespace;
  private final String repository;

  /** Prepares the rendering of {@code component} on the cluster of {@code context}. */
  public ComponentObjects(PlatformComponent component, ClusterContext context) {
    this.component = component;
    this.context = context;
    this.delivery = new ContentObjects(component.source(), context, component.retention());
    this.namespace = component.namespace().value();
    this.repository = component.source().sourceName();
  }

  /** Returns the ResourceSet with all objects of the component. */
  public ResourceSet resourceSet() {
    List<KubernetesObject> resources = new ArrayList<>();
    resources.add(delivery.namespace(namespace, namespaceMetadata()));
    resources.addAll(delivery.access(namespace));
    component.shared().ifPresent(shared -> resources.add(sharedAccount(shared)));
    resources.add(clusterRoleBinding());
    resources.addAll(delivery.source(namespace));
    resources.addAll(kustomizations());
    return new ResourceSet(
        component.name(),
        Optional.of(ResourceSet.RECONCILE_EVERY),
        component.dependsOn().stream().map(Dependency::toEntry).toList(),
        resources);
  }

  /** Returns what the cluster lacks for the component, such as a variable that it consumes. */
  public List<String> problems() {
    return delivery.problems();
  }

  private ObjectMetadata namespaceMetadata() {
    ObjectMetadata metadata = component.namespaceMetadata();
    return component.podSecurity().map(level -> level.enforcedBy(metadata)).orElse(metadata);
  }

  private KubernetesObject clusterRoleBinding() {
    List<Rbac.ServiceAccount> subjects = new ArrayList<>();
    subjects.add(new Rbac.ServiceAccount(component.namespace(), context.serviceAccount()));
    component
        .shared()
        .ifPresent(shared -> subjects.add(new Rbac.ServiceAccount(shared.name(), accountName())));
    return Rbac.clusterRoleBinding(accountName(), component.clusterRole(), subjects);
  }

  /** The name is unique on the cluster, because others may share the namespace too. */
  private String accountName() {
    return "flux-" + repository + "-" + component.name();
  }

  private KubernetesObject sharedAccount(SharedNamespace shared) {
    return KubernetesObject.of(
        "v1", "ServiceAccount", shared.name().value(), accountName(), Ordered.map());
  }

  /**
   * Flux has what names no account act as that of its namespace, which is not this component's
   * there, or as none at all.
   */
  private List<Map<String, Object>> patches() {
    if (component.shared().isEmpty()) {
      return List.of();
    }
    return List.of(
        actingAsAccount("helm.toolkit.fluxcd.io", "HelmRelease"),
        actingAsAccount("kustomize.toolkit.fluxcd.io", "Kustomization"));
  }

  private Map<String, Object> actingAsAccount(String group, String kind) {
    String patch =
        Yaml.write(
            List.of(
                Ordered.map(
                    "op", "add", "path", "/spec/serviceAccountName", "value", accountName())));
    return Ordered.map("target", Ordered.map("group", group, "kind", kind), "patch", patch);
  }

  private List<KubernetesObject> kustomizations() {
    String last = component.lastKustomization();
    if (component.phases() == Phases.ONE) {
      return List.of(kustomization(last, context.environment(), Optional.empty()));
    }
    String controllers = repository + "-controllers";
    return List.of(
        kustomization(controllers, "controllers/" + context.environment(), Optional.empty()),
        kustomization(last, "configs/" + context.environment(), Optional.of(controllers)));
  }

  private KubernetesObject kustomization(String name, String path, Optional<String> dependsOn) {
    return delivery.kustomization(
        namespace,
        name,
        path,
        Optional.of(component.targetNamespace().value()),
        dependsOn,
        patches());
  }
}
