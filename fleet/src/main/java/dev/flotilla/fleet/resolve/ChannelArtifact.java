package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.registry.FleetRegistries;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * An artifact as the clusters of a channel take it.
 *
 * @param name the component's or tenant's, or {@code fleet}
 * @param path its path in the public registry, for example {@code acme/apps/web}
 * @param url where the clusters reach it
 * @param isInsecure whether the registry there, on loopback, speaks plain HTTP
 * @param releaseTag how Git names its releases
 * @param verifications whose signatures it must carry: that of each, because clusters differ
 */
@RecordBuilder
public record ChannelArtifact(
    String name,
    String path,
    OciUrl url,
    boolean isInsecure,
    ReleaseTag releaseTag,
    List<Verification> verifications) {
  public ChannelArtifact {
    verifications = List.copyOf(verifications);
  }

  /**
   * Returns a component or tenant as clusters reach it.
   *
   * @param declared whose signatures they demand where no registry has signers of its own
   */
  static ChannelArtifact of(Fleet fleet, Artifact artifact, Stream<Verification> declared) {
    FleetRegistries registries = fleet.registries();
    OciUrl url = artifact.url();
    return new ChannelArtifact(
        artifact.name(),
        url.repository(),
        registries.apply(url),
        registries.isInsecure(url.host()),
        artifact.repository().releaseTag(),
        declared.map(rule -> registries.verification(url, rule)).distinct().toList());
  }

  /**
   * Returns the fleet artifact as clusters reach it.
   *
   * @param published where it is published
   * @param sources what the clusters sync, at least one
   */
  static ChannelArtifact ofFleet(Fleet fleet, OciUrl published, List<OciSource> sources) {
    OciSource any = sources.get(0);
    return new ChannelArtifact(
        Organization.FLEET,
        published.repository(),
        any.url(),
        any.isInsecure(),
        fleet.organization().releaseTag(),
        sources.stream().map(OciSource::verification).distinct().toList());
  }

  /** Returns this artifact with other signatures that it must carry. */
  public ChannelArtifact withVerifications(List<Verification> others) {
    return ChannelArtifactFields.from(this).verifications(others).build();
  }

  /** Returns what stands before the version in the Git tags of its releases. */
  public String tagPrefix() {
    return releaseTag.prefix(name);
  }
}
