package dev.flotilla.fleet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.flotilla.fleet.policy.internal.Tenancy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePolicyPropsTest {
  private static final SourcePolicyProps ACME =
      SourcePolicyProps.of("https://github.com/acme/", "oci://ghcr.io/acme/");

  @Test
  void deniesByDefault() {
    assertThat(ACME.actions()).containsExactly(PolicyAction.DENY);
    assertThat(ACME.withActions(PolicyAction.AUDIT, PolicyAction.WARN).actions())
        .containsExactly(PolicyAction.WARN, PolicyAction.AUDIT);
  }

  @ParameterizedTest
  @CsvSource({"oci://ghcr.io/acme/charts/", "oci://ghcr.io/acme/"})
  void refusesAPrefixInsideAnother(String inner) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.allowing(inner))
        .withMessage(
            "a prefix of allowed sources must not be inside another, got '"
                + inner
                + "' inside 'oci://ghcr.io/acme/'; drop one of them");
  }

  @Test
  void refusesAPrefixAroundAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.allowing("oci://ghcr.io/"))
        .withMessage(
            "a prefix of allowed sources must not be inside another, got 'oci://ghcr.io/acme/' inside 'oci://ghcr.io/'; drop one of them");
  }

  @Test
  void takesAPrefixInsideAnotherThatDemandsOtherSigners() {
    SourcePolicyProps policy =
        SourcePolicyProps.of()
            .allowingSigned("oci://ghcr.io/acme/")
            .allowing("oci://ghcr.io/acme/charts/");

    assertThat(policy.prefixes())
        .extracting(SourcePrefix::value, SourcePrefix::isSigned)
        .containsExactly(
            tuple("oci://ghcr.io/acme/", true), tuple("oci://ghcr.io/acme/charts/", false));
  }

  @Test
  void refusesSignersOfAnUnsignedPrefix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourcePrefix("oci://ghcr.io/acme/", false, List.of(Tenancy.SIGNER)))
        .withMessage(
            "a prefix that need not be signed must have no signers, got some for 'oci://ghcr.io/acme/'; use SourcePolicyProps.allowingSigned");
  }

  @Test
  void refusesABucketTwice() {
    AllowedBucket fleet = new AllowedBucket("minio.acme.example:9000", "fleet");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.allowing(fleet).allowing(fleet))
        .withMessage("bucket 'minio.acme.example:9000/fleet' is allowed twice; remove one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MinIO.acme.example",
        "http://minio.acme.example",
        "minio.acme.example/a",
        "a b"
      })
  void refusesAnEndpointThatIsNoHost(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AllowedBucket(endpoint, "fleet"))
        .withMessage(
            "the endpoint of an allowed bucket must look like 'minio.example.com:9000', got '"
                + endpoint
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "Fleet", "a/b", "fleet\nother"})
  void refusesABucketsNameThatS3Refuses(String bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AllowedBucket("minio.acme.example", bucket))
        .withMessage(
            "the name of an allowed bucket must have 3 to 63 lower-case letters, digits, '.' or '-', got '"
                + bucket
                + "'");
  }

  @Test
  void refusesAnEmptyListOfActions() {
    assertThatIllegalArgumentException()
        .isThrownBy(ACME::withActions)
        .withMessage("a source policy must have an action such as DENY, got none");
  }

  @Test
  void refusesToDenyAndWarn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.withActions(PolicyAction.WARN, PolicyAction.DENY))
        .withMessage(
            "the actions of a source policy must not be both DENY and WARN, got '[DENY, WARN]'; remove WARN, because a refusal warns too");
  }

  @Test
  void refusesAnExclusionThatIsNoServiceAccount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.excluding("Sync", "mirror"))
        .withMessage(
            "the namespace of an excluded service account must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Sync'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.excluding("sync", "x' || true || '"))
        .withMessage(
            "the name of an excluded service account must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'x' || true || ''");
  }
}
