package dev.flotilla.fleet.state;

import dev.flotilla.fleet.source.BucketName;
import dev.flotilla.fleet.source.BucketRegion;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state in a bucket of S3 or of a server that speaks its protocol, locked by an object beside it.
 *
 * <p>In S3 it is encrypted by the bucket's key. Another server is not asked for encryption or for
 * anything else that only AWS has, and its region is not checked: use {@link Encryption} there. The
 * server must support conditional writes, by which OpenTofu locks.
 *
 * @param endpoint the other server, an https URL; empty means S3
 * @param usesPathStyle whether the bucket is in the URL's path instead of its host name
 * @see State#s3
 * @see State#s3Compatible
 * @see <a href="https://opentofu.org/docs/language/settings/backends/s3/">S3 backend</a>
 */
@RecordBuilder
public record S3State(String bucket, String region, Optional<URI> endpoint, boolean usesPathStyle)
    implements State {
  public S3State {
    if (!BucketName.isValid(bucket)) {
      throw new IllegalArgumentException(
          "the state bucket must have 3 to 63 lower-case letters, digits, '-' or '.', got '"
              + bucket
              + "'");
    }
    if (!BucketRegion.isValid(region)) {
      throw new IllegalArgumentException(
          "the region of the state bucket must be one such as 'eu-central-1', got '"
              + region
              + "'");
    }
    endpoint.ifPresent(StateUrl.S3::check);
  }

  S3State(String bucket, String region) {
    this(bucket, region, Optional.empty(), false);
  }

  /** Returns this state in a bucket that is, or is not, in the URL's path. */
  public S3State withPathStyle(boolean value) {
    return S3StateFields.from(this).usesPathStyle(value).build();
  }

  @Override
  public String type() {
    return "s3";
  }

  @Override
  public SortedMap<String, Object> attributes(String cluster) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    attributes.put("bucket", bucket);
    attributes.put("encrypt", endpoint.isEmpty());
    attributes.put("key", "flotilla/" + cluster + ".tfstate");
    attributes.put("region", region);
    attributes.put("use_lockfile", true);
    if (usesPathStyle) {
      attributes.put("use_path_style", true);
    }
    endpoint.ifPresent(url -> addEndpoint(attributes, url));
    return attributes;
  }

  /** Turns off what only AWS has. */
  private static void addEndpoint(Map<String, Object> attributes, URI url) {
    attributes.put("endpoints.s3", url.toString());
    attributes.put("skip_credentials_validation", true);
    attributes.put("skip_metadata_api_check", true);
    attributes.put("skip_region_validation", true);
    attributes.put("skip_requesting_account_id", true);
    attributes.put("skip_s3_checksum", true);
  }
}
