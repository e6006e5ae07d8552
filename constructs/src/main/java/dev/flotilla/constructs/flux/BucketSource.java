package dev.flotilla.constructs.flux;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * An S3-compatible bucket that Flux syncs.
 *
 * @param endpoint the server, for example {@code https://minio.example.com}
 */
public record BucketSource(URI endpoint, String bucket, SyncOptions options) implements SyncSource {
  private static final Pattern SCHEMES = Pattern.compile("https|http");

  public BucketSource {
    SourceUrl.check("the endpoint of the bucket to sync", endpoint, SCHEMES);
    if (!BucketName.isValid(bucket)) {
      throw new IllegalArgumentException(
          "the bucket to sync must have 3 to 63 lower-case letters, digits, '-' or '.', got '"
              + bucket
              + "'");
    }
  }

  /** Returns this bucket, read with the keys {@code accesskey} and {@code secretkey}. */
  public BucketSource withCredential(OpaqueCredential credential) {
    return withOptions(options.withCredential(credential));
  }

  @Override
  public BucketSource withOptions(SyncOptions newOptions) {
    return new BucketSource(endpoint, bucket, newOptions);
  }

  @Override
  public String kind() {
    return "Bucket";
  }

  @Override
  public String address() {
    return endpoint.toString();
  }

  @Override
  public String reference() {
    return bucket;
  }
}
