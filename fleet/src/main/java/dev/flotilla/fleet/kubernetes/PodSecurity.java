package dev.flotilla.fleet.kubernetes;

import java.util.Locale;

/**
 * What pods in a namespace may do; the API server refuses others.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public enum PodSecurity {
  /** Anything. */
  PRIVILEGED,
  /** Nothing by which a pod is known to get at its node: no privileges, no host namespaces. */
  BASELINE,
  /** Only what hardened pods do: no root, no capabilities, a seccomp profile. */
  RESTRICTED;

  /** Returns {@code metadata} with the label that enforces this level. */
  public ObjectMetadata enforcedBy(ObjectMetadata metadata) {
    String level = name().toLowerCase(Locale.ROOT);
    return metadata.overriddenBy(
        ObjectMetadata.NONE.withLabel("pod-security.kubernetes.io/enforce", level));
  }
}
