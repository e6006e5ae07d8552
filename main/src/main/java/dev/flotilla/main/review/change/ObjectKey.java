package dev.flotilla.main.review.change;

import java.util.Comparator;

/**
 * An object of a cluster, whatever the version of its API.
 *
 * @param group empty for the core of Kubernetes
 * @param namespace empty for an object of the whole cluster
 */
public record ObjectKey(String group, String kind, String namespace, String name)
    implements Comparable<ObjectKey> {
  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::kind)
          .thenComparing(ObjectKey::name)
          .thenComparing(ObjectKey::group);

  /** Returns the key of a namespace. */
  public static ObjectKey ofNamespace(String name) {
    return new ObjectKey("", "Namespace", "", name);
  }

  /** Returns whether it is of that kind. */
  public boolean is(String otherGroup, String otherKind) {
    return group.equals(otherGroup) && kind.equals(otherKind);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  /** Returns for example {@code ResourceQuota/web/tenant}. */
  @Override
  public String toString() {
    return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
