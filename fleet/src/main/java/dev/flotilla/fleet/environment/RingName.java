package dev.flotilla.fleet.environment;

import dev.flotilla.fleet.kubernetes.Rfc1123;

/**
 * The name of a ring of an environment, for example {@code canary}.
 *
 * <p>Rejected: what is not an RFC 1123 label, because the tag that its clusters follow ends in it.
 */
public record RingName(String value) {
  public RingName {
    Rfc1123.label("the name of a ring", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
