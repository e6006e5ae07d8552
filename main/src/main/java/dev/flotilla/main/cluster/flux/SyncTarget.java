package dev.flotilla.main.cluster.flux;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.flotilla.fleet.source.SyncSource;

/**
 * What the Flux of a cluster syncs; address and path together are its identity.
 *
 * @param ref the tag, branch or semver range
 */
public record SyncTarget(String url, String ref, String path) {
  /** Of a cluster that syncs nothing. */
  public static final SyncTarget NONE = new SyncTarget("", "", "");

  /** Returns what the fleet wants a cluster to sync. */
  public static SyncTarget of(SyncSource source) {
    return new SyncTarget(source.address(), source.reference(), source.options().path());
  }

  /** Returns whether nothing is synced. */
  @JsonIgnore
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Returns whether it is the sync of the same cluster of the same fleet. */
  public boolean isSameCluster(SyncTarget other) {
    return url.equals(other.url) && plain(path).equals(plain(other.path));
  }

  /** {@code ./clusters/x/} is {@code clusters/x} to Flux. */
  private static String plain(String path) {
    return path.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
  }

  @Override
  public String toString() {
    return url + (ref.isEmpty() ? "" : ":" + ref) + " " + path;
  }
}
