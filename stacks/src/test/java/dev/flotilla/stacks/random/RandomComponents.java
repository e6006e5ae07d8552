package dev.flotilla.stacks.random;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.component.SharedNamespace;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.object.DependencyReadiness;
import java.util.ArrayList;
import java.util.List;

/** Platform components, each of which knows those before it. */
final class RandomComponents {
  private final Choices choices;
  private final RandomOrganization organization;

  RandomComponents(Choices choices, RandomOrganization organization) {
    this.choices = choices;
    this.organization = organization;
  }

  /**
   * Returns components of these names.
   *
   * @param before what runs on the same clusters already
   */
  List<PlatformComponent> components(
      ArtifactRepository repository, List<String> names, List<PlatformComponent> before) {
    List<PlatformComponent> known = new ArrayList<>(before);
    for (String name : names) {
      known.add(component(repository, name, known));
    }
    return known.subList(before.size(), known.size());
  }

  private PlatformComponent component(
      ArtifactRepository repository, String name, List<PlatformComponent> known) {
    PlatformComponent.Builder component =
        PlatformComponent.builder(organization.artifact(repository, name))
            .namespace(choices.oneOf(name, name + "-system"))
            .phases(choices.of(Phases.class))
            .retention(choices.of(Retention.class))
            .clusterRole(choices.oneOf("cluster-admin", "acme:platform"))
            .namespaceMetadata(choices.sometimes(ObjectMetadata.NONE, RandomComponents::labelled));
    List<PlatformComponent> owners =
        known.stream().filter(other -> other.shared().isEmpty()).toList();
    if (choices.onceIn(5)) {
      component.sharedNamespace(SharedNamespace.kubeSystem());
    } else if (!owners.isEmpty() && choices.onceIn(3)) {
      component.sharedNamespace(SharedNamespace.of(choices.of(owners)));
    } else if (choices.maybe()) {
      component.podSecurity(choices.of(PodSecurity.class));
    }
    if (!known.isEmpty() && choices.maybe()) {
      component.dependsOn(choices.of(known), readiness());
    }
    return component.build();
  }

  static ObjectMetadata labelled(ObjectMetadata metadata) {
    return metadata
        .withLabel("acme.example/team", "platform")
        .withAnnotation("acme.example/contact", "team: \"platform\" ${cluster} %{x}");
  }

  DependencyReadiness readiness() {
    return choices.oneOf(
        DependencyReadiness.once(),
        DependencyReadiness.now(),
        DependencyReadiness.exists(),
        DependencyReadiness.cel("status.conditions.exists(c, c.type == 'Ready')"));
  }
}
