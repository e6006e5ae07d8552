package dev.flotilla.main.versions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.flotilla.fleet.environment.RingName;
import java.util.List;

/**
 * Which version of an artifact a ring is at; a text is empty if it is not known or not there.
 *
 * @param artifact the component's or tenant's name, or {@code fleet}
 * @param tag what the ring's clusters follow
 * @param version the Git revision of what the tag is at
 * @param digest of what it is at
 * @param notPromoted the newest revision that is published and newer than that
 * @param clusters those of the ring that run the artifact
 * @param message why something is not known, or not there
 * @param isUnknown whether the registry did not say it
 */
public record RingVersion(
    String artifact,
    String environment,
    RingName ring,
    String tag,
    String version,
    String digest,
    String notPromoted,
    List<String> clusters,
    String message,
    @JsonIgnore boolean isUnknown) {
  public RingVersion {
    clusters = List.copyOf(clusters);
  }
}
