package dev.flotilla.fleet.component;

import dev.flotilla.fleet.kubernetes.NamespaceName;
import java.util.Optional;

/**
 * A namespace that a component puts its objects into and does not own: it neither creates nor
 * labels nor prunes it.
 */
public sealed interface SharedNamespace {
  /** What Kubernetes itself runs in. */
  NamespaceName KUBE_SYSTEM = new NamespaceName("kube-system");

  /** Returns {@code kube-system}, which Kubernetes owns. */
  static SharedNamespace kubeSystem() {
    return new OfKubernetes(KUBE_SYSTEM);
  }

  /** Returns the namespace of another component, which is waited for. */
  static SharedNamespace of(PlatformComponent owner) {
    return new OfComponent(owner);
  }

  /** Returns the name of the namespace. */
  NamespaceName name();

  /** Returns the component that owns it, if one does. */
  Optional<PlatformComponent> owner();

  /** One that every cluster has. */
  record OfKubernetes(NamespaceName name) implements SharedNamespace {
    public OfKubernetes {
      if (!name.equals(KUBE_SYSTEM)) {
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
    public NamespaceName name() {
      return component.namespace();
    }

    @Override
    public Optional<PlatformComponent> owner() {
      return Optional.of(component);
    }
  }
}
