package dev.flotilla.main.cluster.ownership;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.main.cluster.LabelsAndAnnotations;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds every sign of a Flux on a cluster, in whatever versions of its kinds the cluster serves.
 */
final class FluxSearch {
  private static final String CONTROLLERS =
      "app.kubernetes.io/component in (source-controller, kustomize-controller, helm-controller, notification-controller, image-reflector-controller, image-automation-controller, source-watcher)";

  private static final String OPERATOR = "app.kubernetes.io/name=flux-operator";

  private final KubernetesClient client;

  FluxSearch(KubernetesClient client) {
    this.client = client;
  }

  ExistingFlux find() {
    List<GenericKubernetesResource> objects = kinds().flatMap(this::all).toList();
    List<GenericKubernetesResource> deployments =
        Stream.of(CONTROLLERS, OPERATOR).flatMap(this::deployments).toList();
    return new ExistingFlux(
        objects,
        deployments,
        releases(
            Stream.concat(deployments.stream(), objects.stream().filter(FluxSearch::isInstance))
                .toList()));
  }

  private static boolean isInstance(GenericKubernetesResource object) {
    return ApplierKind.of(ObjectId.of(object)).equals(Optional.of(ApplierKind.FLUX_INSTANCE));
  }

  private Stream<ResourceDefinitionContext> kinds() {
    return client.getApiGroups().getGroups().stream()
        .filter(group -> isOfFlux(group.getName()))
        .map(group -> group.getPreferredVersion().getGroupVersion())
        .map(client::getApiResources)
        .flatMap(FluxSearch::kinds);
  }

  static boolean isOfFlux(String group) {
    return group.endsWith(".fluxcd.io") || group.equals("fluxcd.controlplane.io");
  }

  private static Stream<ResourceDefinitionContext> kinds(@Nullable APIResourceList resources) {
    return resources == null
        ? Stream.empty()
        : resources.getResources().stream()
            .filter(resource -> resource.getVerbs().contains("list"))
            .map(resource -> kind(resources.getGroupVersion(), resource));
  }

  private static ResourceDefinitionContext kind(String groupVersion, APIResource resource) {
    String[] parts = groupVersion.split("/", 2);
    return new ResourceDefinitionContext.Builder()
        .withGroup(parts[0])
        .withVersion(parts[1])
        .withKind(resource.getKind())
        .withPlural(resource.getName())
        .withNamespaced(resource.getNamespaced())
        .build();
  }

  private Stream<GenericKubernetesResource> all(ResourceDefinitionContext kind) {
    return client.genericKubernetesResources(kind).inAnyNamespace().list().getItems().stream();
  }

  private Stream<GenericKubernetesResource> deployments(String selector) {
    return client
        .genericKubernetesResources(ResourceKinds.DEPLOYMENT)
        .inAnyNamespace()
        .withLabelSelector(selector)
        .list()
        .getItems()
        .stream();
  }

  /** Helm annotates what it applies; only a release that it has noted, too, is one of its own. */
  private List<ExistingFlux.Release> releases(List<GenericKubernetesResource> objects) {
    Map<String, ExistingFlux.Release> releases = new LinkedHashMap<>();
    for (GenericKubernetesResource object : objects) {
      Map<String, String> metadata = LabelsAndAnnotations.of(object);
      Optional.ofNullable(metadata.get("meta.helm.sh/release-name"))
          .map(
              name ->
                  new ExistingFlux.Release(
                      metadata.getOrDefault(
                          "meta.helm.sh/release-namespace", FluxInstance.NAMESPACE),
                      name,
                      ObjectId.of(object)))
          .ifPresent(
              release -> releases.putIfAbsent(release.namespace() + "/" + release.name(), release));
    }
    List<ExistingFlux.Release> noted = new ArrayList<>(releases.values());
    noted.removeIf(release -> !isNoted(release));
    return noted;
  }

  private boolean isNoted(ExistingFlux.Release release) {
    return !client
        .genericKubernetesResources(ResourceKinds.SECRET)
        .inNamespace(release.namespace())
        .withLabels(Map.of("owner", "helm", "name", release.name()))
        .list()
        .getItems()
        .isEmpty();
  }
}
