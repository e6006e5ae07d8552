package dev.flotilla.main.publish.registry;

import dev.flotilla.fleet.resolve.ChannelArtifact;

/** One version of an artifact in its registry, by its digest. */
public record PublishedDigest(ChannelArtifact artifact, String digest) {
  /** Returns it as cosign finds it. */
  public RegistryReference reference() {
    return new RegistryReference(address(), artifact.isInsecure());
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
