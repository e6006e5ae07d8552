package dev.flotilla.main.publish.registry;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import java.util.ArrayList;
import java.util.List;

/** One version of an artifact in its registry, by its digest. */
public record PublishedDigest(ChannelArtifact artifact, String digest) {
  /** Returns {@code arguments} for cosign, with which it finds this. */
  public List<String> appendedTo(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    if (artifact.isInsecure()) {
      all.add("--allow-http-registry");
    }
    all.add(address());
    return all;
  }

  /** Returns host, path and digest; {@link #toString} begins with {@code oci://} as well. */
  public String address() {
    return artifact.url().host() + artifact.url().path() + "@" + digest;
  }

  @Override
  public String toString() {
    return "oci://" + address();
  }
}
