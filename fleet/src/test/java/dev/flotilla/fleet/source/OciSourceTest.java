package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import org.junit.jupiter.api.Test;

class OciSourceTest {
  private static final OciUrl FLEET = new OciUrl("oci://ghcr.io/acme/fleet");

  private final OciSource source =
      SyncSource.oci(FLEET, new OciTag("latest"), "clusters/staging", Verification.none());

  @Test
  void ociSourceHasKindUrlTagAndPath() {
    assertThat(source.toSpec())
        .containsExactly(
            entry("kind", "OCIRepository"),
            entry("url", "oci://ghcr.io/acme/fleet"),
            entry("ref", "latest"),
            entry("path", "clusters/staging"));
    assertThat(source.fields()).isEmpty();
  }

  @Test
  void ociSourceIsPulledWithCredential() {
    RegistryCredential credential = Credential.registry("ghcr-auth", "ghcr.io", "flux");

    assertThat(source.withCredential(credential).toSpec()).containsEntry("pullSecret", "ghcr-auth");
    assertThat(source.withCredential(credential).options().credential()).contains(credential);
  }

  @Test
  void ociSourceIsVerifiedAsAFieldOfTheGeneratedSource() {
    Verification verification =
        Verification.gitHubActions("acme/fleet", "push.yaml", GitRef.semverTags());

    assertThat(source.withVerification(verification).fields())
        .containsExactly(entry("verify", verification.toSpec().orElseThrow()));
  }

  @Test
  void ociSourceIsReadOverPlainHttpByAFieldOfTheGeneratedSource() {
    OciUrl mirror = new OciUrl("oci://127.0.0.1:5000/acme/fleet");

    assertThat(source.withUrl(mirror, true).address()).isEqualTo("oci://127.0.0.1:5000/acme/fleet");
    assertThat(source.withUrl(mirror, true).fields()).containsExactly(entry("insecure", true));
    assertThat(source.withUrl(mirror, false).fields()).isEmpty();
  }

  @Test
  void refusesPlainHttpToAnotherMachine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.withUrl(FLEET, true))
        .withMessage(
            "an artifact over plain HTTP must be on loopback, got 'oci://ghcr.io/acme/fleet'; use TLS");
  }
}
