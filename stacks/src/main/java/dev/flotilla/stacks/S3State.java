package dev.flotilla.stacks;

import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.S3BackendConfig;
import dev.flotilla.constructs.flux.BucketName;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import java.util.regex.Pattern;

/**
 * A state in an S3 bucket, encrypted there, locked by an object beside it.
 *
 * @see <a href="https://opentofu.org/docs/language/settings/backends/s3/">S3 backend</a>
 */
public record S3State(String bucket, String region) implements State {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

  public S3State {
    if (!BucketName.isValid(bucket)) {
      throw new IllegalArgumentException(
          "the bucket of the states must have 3 to 63 lower-case letters, digits, '-' or '.', got '"
              + bucket
              + "'");
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "the region of the states must be one such as 'eu-central-1', got '" + region + "'");
    }
  }

  @Override
  public void addBackend(ClusterStack stack, Cluster cluster) {
    S3Backend backend =
        new S3Backend(
            stack,
            S3BackendConfig.builder()
                .bucket(bucket)
                .key("flotilla/" + cluster.name() + ".tfstate")
                .region(region)
                .encrypt(true)
                .build());
    OpenTofuOverrides.lockWithFile(backend);
  }
}
