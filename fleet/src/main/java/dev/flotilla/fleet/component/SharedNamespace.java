package dev.flotilla.fleet.component;

import java.util.Optional;

/**
 * A namespace that a component puts its objects into and does not own: it neither creates nor
 * labels nor prunes it.
 */
public sealed interface SharedNamespace {
  /** Returns {@code kube-system}, which Kubernetes owns. */
  static SharedNamespace kubeSystem() {
    return new OfKubernetes("kube-system");
  }

  /** Returns the namespace of another component, which is waited for. */
  static SharedNamespace of(PlatformComponent owner) {
    return new OfComponent(owner);
  }

  /** Returns the name of the namespace. */
  String name();

  /** Returns the component that owns it, if one does. */
  Optional<PlatformComponent> owner();

  /** One that every cluster has. */
  record OfKubernetes(String name) implements SharedNamespace {
    public OfKubernetes {
      if (!name.equals("kube-system")) {
        throw new IllegalArgumentException(
            "a shared namespace of Kubernetes must be 'kube-system', got '" + name + "'");
      }
    }

    @Override
    public Optional<PlatformComponent> owner() {
      return Optional.empty();
    }
  }

  /** One that another component owns. */
  record OfComponent(PlatformComponent component) implements SharedNamespace {
    public OfComponent {
      if (component.shared().isPresent()) {
        throw new IllegalArgumentException(
            "SharedNamespace.of must name the component that owns the namespace, got '%s', which shares '%s' itself; name the owner, or use SharedNamespace.kubeSystem()"
                .formatted(component.name(), component.targetNamespace()));
      }
    }

    @Override
    public String name() {
      return component.namespace();
    }

    @Override
    public Optional<PlatformComponent> owner() {
      return Optional.of(component);
    }
  }
}
