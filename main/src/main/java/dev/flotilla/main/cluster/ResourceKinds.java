package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;

/** The kinds of objects that the program asks a cluster for. */
public final class ResourceKinds {
  public static final ResourceDefinitionContext FLUX_INSTANCE =
      namespaced("fluxcd.controlplane.io", "FluxInstance", "fluxinstances");
  public static final ResourceDefinitionContext FLUX_REPORT =
      namespaced("fluxcd.controlplane.io", "FluxReport", "fluxreports");
  public static final ResourceDefinitionContext KUSTOMIZATION =
      namespaced("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomizations");
  public static final ResourceDefinitionContext DEPLOYMENT =
      namespaced("apps", "Deployment", "deployments");
  public static final ResourceDefinitionContext EVENT = namespaced("", "Event", "events");
  public static final ResourceDefinitionContext SECRET = namespaced("", "Secret", "secrets");
  public static final ResourceDefinitionContext DEFINITION =
      kind("apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions")
          .withNamespaced(false)
          .build();
  public static final ResourceDefinitionContext NAMESPACE =
      kind("", "Namespace", "namespaces").withNamespaced(false).build();

  private ResourceKinds() {}

  /** Returns the kind of an object, as far as its name shows the plural. */
  public static ResourceDefinitionContext of(ObjectId id) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(id.group())
        .withVersion(id.version())
        .withKind(id.kind())
        .withPlural(Pluralize.toPlural(id.kind().toLowerCase(Locale.ROOT)))
        .withNamespaced(true)
        .build();
  }

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
