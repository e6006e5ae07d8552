package dev.flotilla.constructs.component;

import dev.flotilla.constructs.artifact.internal.ArtifactObjects;
import dev.flotilla.constructs.fleet.ClusterContext;
import dev.flotilla.constructs.fleet.ResourceSet;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.ObjectMetadata;
import dev.flotilla.constructs.kubernetes.Rbac;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders a component for one cluster. */
final class ComponentObjects {
  private final PlatformComponent component;
  private final ClusterContext context;
  private final ArtifactObjects delivery;
  private final String repository;

  ComponentObjects(PlatformComponent component, ClusterContext context) {
    this.component = component;
    this.context = context;
    this.delivery = new ArtifactObjects(component.artifact(), context, component.retention());
    this.repository = component.artifact().repository().name();
  }

  ResourceSet resourceSet() {
    List<KubernetesObject> resources = new ArrayList<>();
    resources.add(delivery.namespace(component.namespace(), namespaceMetadata()));
    resources.addAll(delivery.access(component.namespace()));
    resources.add(clusterRoleBinding());
    resources.addAll(delivery.source(component.namespace()));
    resources.addAll(kustomizations());
    return new ResourceSet(
        component.name(),
        Optional.of(ResourceSet.RECONCILE_EVERY),
        component.dependsOn().stream().map(Dependency::toEntry).toList(),
        resources);
  }

  List<String> problems() {
    return delivery.problems();
  }

  private ObjectMetadata namespaceMetadata() {
    ObjectMetadata metadata = component.namespaceMetadata();
    return component.podSecurity().map(level -> level.enforcedBy(metadata)).orElse(metadata);
  }

  private KubernetesObject clusterRoleBinding() {
    return Rbac.clusterRoleBinding(
        "flux-" + repository + "-" + component.name(),
        component.clusterRole(),
        List.of(new Rbac.ServiceAccount(component.namespace(), context.serviceAccount())));
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
        component.namespace(), name, path, Optional.of(component.namespace()), dependsOn);
  }
}
