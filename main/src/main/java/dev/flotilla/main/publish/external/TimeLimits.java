package dev.flotilla.main.publish.external;

import java.time.Duration;

/**
 * How long other programs and registries may take: everything that this package waits for has one
 * of these limits.
 *
 * @param registry for one answer of a registry, to its last byte
 * @param git for one command of Git
 * @param cosign for one command of cosign, which asks registries, and Sigstore, several times
 * @param helper for one answer of a credential helper, which may ask a person
 */
public record TimeLimits(Duration registry, Duration git, Duration cosign, Duration helper) {
  /** Many times what each takes on a slow machine. */
  public static final TimeLimits PUBLISH =
      new TimeLimits(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(1));

  /** For a status, which a slow registry must not hold up. */
  public static final TimeLimits STATUS =
      new TimeLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  /** The slowest line that a file is pushed over. */
  private static final int BYTES_PER_SECOND = 32 * 1024;

  /** Returns how long a registry may take for so many bytes. */
  public Duration registry(long bytes) {
    return registry.plusSeconds(bytes / BYTES_PER_SECOND);
  }

  /** Returns a duration as messages say it. */
  public static String text(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
