package dev.flotilla.fleet.source;

import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.kubernetes.Ordered;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An S3-compatible bucket that Flux syncs.
 *
 * <p>Flux has the server as a host with its port, and refuses a scheme: {@code http} becomes {@code
 * insecure}. Rejected: a server with a path.
 *
 * @param endpoint the server, for example {@code https://minio.example.com}
 * @param region what the server calls its region; empty means that it is asked
 * @see SyncSource#bucket
 */
@RecordBuilder
public record BucketSource(
    URI endpoint, String bucket, SyncOptions options, Optional<String> region)
    implements SyncSource {
  private static final String ENDPOINT = "the endpoint of the bucket to sync";
  private static final Pattern SCHEMES = Pattern.compile("https|http");

  public BucketSource {
    SourceUrl.check(ENDPOINT, endpoint, SCHEMES);
    String rest = endpoint.getRawPath() + (endpoint.getRawQuery() == null ? "" : "?");
    if (!rest.isEmpty() && !rest.equals("/")) {
      throw new IllegalArgumentException(
          "the endpoint of the bucket to sync must be a server without a path, got '"
              + endpoint
              + "'; Flux finds the bucket by its name");
    }
    if (!region.map(BucketRegion::isValid).orElse(true)) {
      throw new IllegalArgumentException(
          "the region of the bucket to sync must be one such as 'us-east-1', got '"
              + region.get()
              + "'");
    }
    if (!BucketName.isValid(bucket)) {
      throw new IllegalArgumentException(
          "the bucket to sync must have 3 to 63 lower-case letters, digits, '-' or '.', got '"
              + bucket
              + "'");
    }
  }

  static URI parse(String endpoint) {
    return SourceUrl.parse(ENDPOINT, endpoint, SCHEMES);
  }

  /** Returns this bucket, read with the keys {@code accesskey} and {@code secretkey}. */
  public BucketSource withCredential(OpaqueCredential credential) {
    return withOptions(options.withCredential(credential));
  }

  /** Returns this bucket of a server with regions, for example {@code us-east-1}. */
  public BucketSource withRegion(String newRegion) {
    return BucketSourceFields.from(this).region(Optional.of(newRegion)).build();
  }

  @Override
  public BucketSource withOptions(SyncOptions newOptions) {
    return BucketSourceFields.from(this).options(newOptions).build();
  }

  @Override
  public String kind() {
    return "Bucket";
  }

  @Override
  public String address() {
    return endpoint.getRawAuthority();
  }

  @Override
  public String reference() {
    return bucket;
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields = Ordered.map();
    region.ifPresent(value -> fields.put("region", value));
    if ("http".equals(endpoint.getScheme())) {
      fields.put("insecure", true);
    }
    fields.putAll(options.fields());
    return fields;
  }
}
