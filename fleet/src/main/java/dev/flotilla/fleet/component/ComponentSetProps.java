package dev.flotilla.fleet.component;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.List;

/**
 * What {@code ComponentSet} takes.
 *
 * <p>Rejected: a name that is not an RFC 1123 label, and a set without components.
 *
 * @param name what the set is called in plans and messages
 * @param components in the order they are written
 */
public record ComponentSetProps(String name, List<PlatformComponent> components) {
  public ComponentSetProps {
    Rfc1123.label("the name of a component set", name);
    components = List.copyOf(components);
    if (components.isEmpty()) {
      throw new IllegalArgumentException(
          "a component set must have at least one component, got none in '" + name + "'; name one");
    }
  }

  /** Returns a set of components. */
  public static ComponentSetProps of(String name, PlatformComponent... components) {
    return new ComponentSetProps(name, List.of(components));
  }
}
