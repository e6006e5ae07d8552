package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.credential.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketSourceTest {
  private static final String MINIO = "https://minio.example.com";

  private final BucketSource source = SyncSource.bucket(MINIO, "fleet", "clusters/staging");

  @Test
  void bucketSourceHasKindEndpointBucketAndPath() {
    assertThat(source.toSpec())
        .containsExactly(
            entry("kind", "Bucket"),
            entry("url", "minio.example.com"),
            entry("ref", "fleet"),
            entry("path", "clusters/staging"));
  }

  @Test
  void bucketSourceIsReadWithCredential() {
    assertThat(source.withCredential(Credential.opaque("minio", "accesskey", "secretkey")).toSpec())
        .containsEntry("pullSecret", "minio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "Fleet", "fleet_1", "-fleet", "fleet/a"})
  void refusesMalformedBucket(String bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncSource.bucket(MINIO, bucket, "clusters/staging"))
        .withMessage(
            "the bucket to sync must have 3 to 63 lower-case letters, digits, '-' or '.', got '"
                + bucket
                + "'");
  }

  @Test
  void writesTheEndpointWithoutItsScheme() {
    BucketSource inside =
        SyncSource.bucket("http://minio.minio.svc:9000", "fleet", "clusters")
            .withRegion("us-east-1");

    assertThat(inside.address()).isEqualTo("minio.minio.svc:9000");
    assertThat(inside.fields())
        .containsExactly(entry("region", "us-east-1"), entry("insecure", true));
    assertThat(source.fields()).isEmpty();
  }

  @Test
  void refusesEndpointWithAPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncSource.bucket("https://a.b/c", "fleet", "clusters"))
        .withMessage(
            "the endpoint of the bucket to sync must be a server without a path, got 'https://a.b/c'; Flux finds the bucket by its name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.withRegion("EU West"))
        .withMessage(
            "the region of the bucket to sync must be one such as 'us-east-1', got 'EU West'");
  }

  @Test
  void refusesEndpointOfAnotherScheme() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncSource.bucket("s3://fleet", "fleet", "clusters"))
        .withMessage(
            "the endpoint of the bucket to sync must be a URL with scheme https or http, a host and neither password nor token, got 's3://fleet'");
  }
}
