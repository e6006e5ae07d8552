package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of objects that the program asks a cluster for. */
final class Kinds {
  static final ResourceDefinitionContext FLUX_INSTANCE =
      namespaced("fluxcd.controlplane.io", "FluxInstance", "fluxinstances");
  static final ResourceDefinitionContext FLUX_REPORT =
      namespaced("fluxcd.controlplane.io", "FluxReport", "fluxreports");
  static final ResourceDefinitionContext KUSTOMIZATION =
      namespaced("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomizations");
  static final ResourceDefinitionContext DEPLOYMENT =
      namespaced("apps", "Deployment", "deployments");
  static final ResourceDefinitionContext EVENT = namespaced("", "Event", "events");
  static final ResourceDefinitionContext SECRET = namespaced("", "Secret", "secrets");
  static final ResourceDefinitionContext DEFINITION =
      kind("apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions")
          .withNamespaced(false)
          .build();
  static final ResourceDefinitionContext NAMESPACE =
      kind("", "Namespace", "namespaces").withNamespaced(false).build();

  private Kinds() {}

  private static ResourceDefinitionContext namespaced(String group, String kind, String plural) {
    return kind(group, kind, plural).withNamespaced(true).build();
  }

  private static ResourceDefinitionContext.Builder kind(String group, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural);
  }
}
