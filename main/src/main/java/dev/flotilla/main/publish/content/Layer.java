package dev.flotilla.main.publish.content;

/** The one layer of an artifact, a gzipped tar file. */
public final class Layer {
  private final byte[] content;
  private final String digest;

  /** Takes the bytes as they are. */
  public Layer(byte[] content) {
    this.content = content;
    this.digest = Digest.of(content);
  }

  /** Returns the compressed archive. */
  public byte[] content() {
    return content;
  }

  /** Returns its digest, by which a registry knows it. */
  public String digest() {
    return digest;
  }
}
