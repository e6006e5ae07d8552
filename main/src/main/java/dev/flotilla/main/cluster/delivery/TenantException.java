package dev.flotilla.main.cluster.delivery;

import dev.flotilla.fleet.tenant.TenantMark;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant may do on a cluster that the policies refuse to others.
 *
 * @param namespace the tenant's
 * @param exception what is allowed, as {@link TenantMark} names it
 * @param values which of it
 */
public record TenantException(String namespace, String exception, List<String> values) {
  /** Returns those of all tenants, by namespace, in the order of the marks. */
  static List<TenantException> of(List<GenericKubernetesResource> namespaces) {
    List<TenantException> exceptions = new ArrayList<>();
    namespaces.stream()
        .filter(TenantException::isOfATenant)
        .sorted(Comparator.comparing(namespace -> namespace.getMetadata().getName()))
        .forEach(namespace -> addTo(exceptions, namespace));
    return exceptions;
  }

  private static boolean isOfATenant(GenericKubernetesResource namespace) {
    return Optional.ofNullable(namespace.getMetadata().getLabels())
        .filter(labels -> labels.containsKey(TenantMark.LABEL))
        .isPresent();
  }

  private static void addTo(List<TenantException> exceptions, GenericKubernetesResource namespace) {
    String name = namespace.getMetadata().getName();
    Map<String, String> marks =
        Optional.ofNullable(namespace.getMetadata().getAnnotations()).orElse(Map.of());
    for (TenantMark mark : TenantMark.values()) {
      if (mark.isException() && marks.containsKey(mark.annotation())) {
        List<String> values = marks.get(mark.annotation()).lines().toList();
        exceptions.add(new TenantException(name, mark.id(), values));
      }
    }
    if (!marks.containsKey(TenantMark.NETWORK.annotation())) {
      exceptions.add(new TenantException(name, TenantMark.NETWORK.id(), List.of("everybody")));
    }
  }
}
