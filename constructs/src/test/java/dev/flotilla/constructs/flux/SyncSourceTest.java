package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncSourceTest {
  private static final OciUrl FLEET = new OciUrl("oci://ghcr.io/acme/fleet");
  private static final URI HTTPS = URI.create("https://github.com/acme/fleet");
  private static final URI SSH = URI.create("ssh://git@github.com/acme/fleet");
  private static final URI MINIO = URI.create("https://minio.example.com");

  @Nested
  class Oci {
    private final OciSource source = SyncSource.oci(FLEET, "latest", "clusters/staging");

    @Test
    void hasKindUrlTagAndPath() {
      assertThat(source.toSpec())
          .containsExactly(
              entry("kind", "OCIRepository"),
              entry("url", "oci://ghcr.io/acme/fleet"),
              entry("ref", "latest"),
              entry("path", "clusters/staging"));
      assertThat(source.patches()).isEmpty();
    }

    @Test
    void isPulledWithCredential() {
      RegistryCredential credential = Credential.registry("ghcr-auth", "ghcr.io", "flux");

      assertThat(source.withCredential(credential).toSpec())
          .containsEntry("pullSecret", "ghcr-auth");
      assertThat(source.withCredential(credential).options().credential()).contains(credential);
    }

    @Test
    void isVerifiedByAPatchOfTheGeneratedSource() {
      Verification verification =
          Verification.gitHubActions("acme/fleet", "push.yaml", GitRef.semverTags());

      assertThat(source.withVerification(verification).patches())
          .containsExactly(
              Patch.add(
                  Patch.Target.of("OCIRepository", "flux-system"),
                  "/spec/verify",
                  verification.toSpec().orElseThrow()));
    }

    @Test
    void isReadOverPlainHttpByAPatchOfTheGeneratedSource() {
      OciUrl mirror = new OciUrl("oci://127.0.0.1:5000/acme/fleet");

      assertThat(source.withUrl(mirror, true).address())
          .isEqualTo("oci://127.0.0.1:5000/acme/fleet");
      assertThat(source.withUrl(mirror, true).patches())
          .containsExactly(
              Patch.add(Patch.Target.of("OCIRepository", "flux-system"), "/spec/insecure", true));
      assertThat(source.withUrl(mirror, false).patches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "a b", "a/b", "v1@sha256:0", "${tag}"})
    void refusesMalformedTag(String tag) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SyncSource.oci(FLEET, tag, "clusters/staging"))
          .withMessage("the tag to sync must be an OCI tag such as 'latest', got '" + tag + "'");
    }
  }

  @Nested
  class Git {
    @Test
    void hasKindUrlRefAndPath() {
      assertThat(SyncSource.git(HTTPS, "refs/heads/main", "clusters/staging").toSpec())
          .containsExactly(
              entry("kind", "GitRepository"),
              entry("url", "https://github.com/acme/fleet"),
              entry("ref", "refs/heads/main"),
              entry("path", "clusters/staging"));
    }

    @Test
    void isReadWithTheCredentialThatFitsTheUrl() {
      assertThat(git(HTTPS).withCredential(Credential.gitBasic("basic", "me")).toSpec())
          .containsEntry("pullSecret", "basic")
          .doesNotContainKey("provider");
      assertThat(git(SSH).withCredential(Credential.gitSsh("ssh", "github.com key")).toSpec())
          .containsEntry("pullSecret", "ssh")
          .doesNotContainKey("provider");
      assertThat(git(HTTPS).withCredential(Credential.gitHubApp("app", 1, "acme")).toSpec())
          .containsEntry("pullSecret", "app")
          .containsEntry("provider", "github");
    }

    @Test
    void refusesPasswordForSsh() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> git(SSH).withCredential(Credential.gitBasic("basic", "me")))
          .withMessage(
              "credential 'basic' cannot read 'ssh://git@github.com/acme/fleet'; use Credential.gitSsh");
    }

    @Test
    void refusesSshKeyForHttps() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> git(HTTPS).withCredential(Credential.gitSsh("ssh", "key")))
          .withMessage(
              "credential 'ssh' cannot read 'https://github.com/acme/fleet'; use Credential.gitBasic or Credential.gitHubApp");
    }

    @Test
    void refusesWorkloadIdentityThatFluxHasNot() {
      SyncOptions gcp = git(HTTPS).options().withCloud(SyncOptions.Cloud.GCP);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> git(HTTPS).withOptions(gcp))
          .withMessage(
              "Flux reads no Git repository with workload identity of 'gcp', got 'https://github.com/acme/fleet'; use a credential, or an OCI artifact or a bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "main", "v1.0.0", "refs/", "refs/heads/a b"})
    void refusesRefThatIsNoFullName(String ref) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SyncSource.git(HTTPS, ref, "clusters/staging"))
          .withMessage(
              "the Git ref to sync must be a full name such as 'refs/heads/main', got '"
                  + ref
                  + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github.com/acme", "file:///srv/fleet", "git@github.com", "https:/x"})
    void refusesMalformedUrl(String url) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> git(URI.create(url)))
          .withMessage(
              "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got '"
                  + url
                  + "'");
    }

    @ParameterizedTest
    @CsvSource({
      "https://me:s3cret@github.com/acme, https",
      "https://s3cret@github.com/acme, https",
      "ssh://git:s3cret@github.com/acme, ssh",
    })
    void refusesUrlWithSecretWithoutTellingIt(URI url, String scheme) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> git(url))
          .withMessage(
              "the Git repository to sync must be a URL with scheme https or http or ssh, a host and neither password nor token, got '"
                  + scheme
                  + "://…@github.com'");
    }

    private static GitSource git(URI url) {
      return SyncSource.git(url, "refs/heads/main", "clusters/staging");
    }
  }

  @Nested
  class Bucket {
    private final BucketSource source = SyncSource.bucket(MINIO, "fleet", "clusters/staging");

    @Test
    void hasKindEndpointBucketAndPath() {
      assertThat(source.toSpec())
          .containsExactly(
              entry("kind", "Bucket"),
              entry("url", "https://minio.example.com"),
              entry("ref", "fleet"),
              entry("path", "clusters/staging"));
    }

    @Test
    void isReadWithCredential() {
      assertThat(
              source.withCredential(Credential.opaque("minio", "accesskey", "secretkey")).toSpec())
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
    void refusesEndpointOfAnotherScheme() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SyncSource.bucket(URI.create("s3://fleet"), "fleet", "clusters"))
          .withMessage(
              "the endpoint of the bucket to sync must be a URL with scheme https or http, a host and neither password nor token, got 's3://fleet'");
    }
  }

  @Nested
  class Options {
    private final SyncOptions options = SyncOptions.of("clusters/staging");

    @Test
    void setInterval() {
      assertThat(spec(options.withInterval(Duration.ofMinutes(5)))).containsEntry("interval", "5m");
    }

    @ParameterizedTest
    @EnumSource(SyncOptions.Cloud.class)
    void setWorkloadIdentity(SyncOptions.Cloud cloud) {
      assertThat(spec(options.withCloud(cloud)))
          .containsEntry("provider", FluxInstance.lowerCase(cloud));
    }

    @Test
    void patchAuthorityAndProxyIntoTheGeneratedSource() {
      SyncOptions both = options.withCertSecret("ca").withProxySecret("proxy");
      Patch.Target source = Patch.Target.of("Bucket", "flux-system");

      assertThat(SyncSource.bucket(MINIO, "fleet", "x").withOptions(both).patches())
          .isEqualTo(
              List.of(
                  Patch.add(source, "/spec/certSecretRef", Map.of("name", "ca")),
                  Patch.add(source, "/spec/proxySecretRef", Map.of("name", "proxy"))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "/clusters",
          "./clusters",
          "clusters/",
          "clusters//a",
          "clusters/../a",
          "..",
          ".",
          "clusters/.",
          "a b",
          "${path}"
        })
    void refuseMalformedPath(String path) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SyncOptions.of(path))
          .withMessage(
              "the path to sync must be a relative folder such as 'clusters/staging', without './', got '"
                  + path
                  + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "clusters/prod-eu", ".fleet/a_b", "a..b"})
    void acceptRelativePath(String path) {
      assertThat(SyncOptions.of(path).path()).isEqualTo(path);
    }

    @Test
    void refuseIntervalThatIsNotWholeSeconds() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options.withInterval(Duration.ofMillis(1500)))
          .withMessage("the sync interval must be whole seconds, at least 1 s, got 'PT1.5S'");
    }

    @Test
    void refuseMalformedSecretNames() {
      String rule =
          " must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'My_CA'";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options.withCertSecret("My_CA"))
          .withMessage("name of the Secret with the authority" + rule);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options.withProxySecret("My_CA"))
          .withMessage("name of the Secret with the proxy" + rule);
    }

    private Map<String, Object> spec(SyncOptions changed) {
      return SyncSource.oci(FLEET, "latest", "x").withOptions(changed).toSpec();
    }
  }
}
