package dev.flotilla.fleet.policy;

import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.source.BucketName;

/**
 * A bucket that tenants may use as a source, and no other of its endpoint.
 *
 * <p>Rejected: an endpoint that is no lower-case host, with a port or {@code https://} before it if
 * need be, and a bucket whose name has other characters than S3 allows.
 *
 * @param endpoint as a Bucket has it, for example {@code minio.acme.example:9000}; for the provider
 *     {@code gcp} always {@code storage.googleapis.com}
 * @param bucket the bucket's name
 */
public record AllowedBucket(String endpoint, String bucket) {
  public AllowedBucket {
    if (!HostPort.isLowerCaseName(endpoint.replaceFirst("^https://", ""))) {
      throw new IllegalArgumentException(
          "the endpoint of an allowed bucket must look like 'minio.example.com:9000', got '"
              + endpoint
              + "'");
    }
    if (!BucketName.isValid(bucket)) {
      throw new IllegalArgumentException(
          "the name of an allowed bucket must have 3 to 63 lower-case letters, digits, '.' or '-',"
              + " got '"
              + bucket
              + "'");
    }
  }

  /** Returns how the allow-list names it. */
  public String address() {
    return endpoint + "/" + bucket;
  }
}
