package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The objects of any kind on a live cluster. */
final class KubernetesObjects implements PruneForecast.LiveObjects {
  private static final List<ObjectId> CONTENTS =
      List.of(
          kind("apps", "Deployment"),
          kind("apps", "StatefulSet"),
          kind("apps", "DaemonSet"),
          kind("batch", "CronJob"),
          kind("batch", "Job"),
          kind("", "PersistentVolumeClaim"));

  private final KubernetesClient client;

  KubernetesObjects(KubernetesClient client) {
    this.client = client;
  }

  private static ObjectId kind(String group, String kind) {
    return new ObjectId(group, "v1", kind, "", "");
  }

  @Override
  public Optional<List<GenericKubernetesResource>> labelled(
      ObjectId kind, SortedMap<String, String> labels) {
    try {
      return Optional.of(
          client
              .genericKubernetesResources(ResourceKinds.of(kind))
              .inAnyNamespace()
              .withLabels(labels)
              .list()
              .getItems());
    } catch (KubernetesClientException e) {
      if (e.getCode() == 0) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public List<ObjectId> contents(String namespace) {
    return CONTENTS.stream().flatMap(kind -> contents(kind, namespace)).toList();
  }

  private Stream<ObjectId> contents(ObjectId kind, String namespace) {
    return client
        .genericKubernetesResources(ResourceKinds.of(kind))
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .map(ObjectId::of);
  }
}
