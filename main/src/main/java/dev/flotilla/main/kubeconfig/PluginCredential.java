package dev.flotilla.main.kubeconfig;

import java.time.Instant;
import java.util.Optional;

/**
 * What a credential plugin has printed. What it did not print is empty.
 *
 * @param expires when another one must be fetched
 */
record PluginCredential(String token, String certificate, String key, Optional<Instant> expires) {
  boolean isExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }
}
