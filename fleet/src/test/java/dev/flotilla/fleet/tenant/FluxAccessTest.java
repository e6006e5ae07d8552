package dev.flotilla.fleet.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FluxAccessTest {
  private static final String KEYS =
      """
      -----BEGIN PGP PUBLIC KEY BLOCK-----

      mDMEaQ==
      -----END PGP PUBLIC KEY BLOCK-----
      """;

  @Test
  void standardGrantsNothingButTheTenantsOwnSigner() {
    assertThat(annotations(FluxAccess.standard(), List.of("frontend")))
        .isEqualTo("policy.flotilla.dev/signers: key/cosign-key\n");
  }

  @Test
  void writesGrantsIntoAnnotations() {
    FluxAccess access =
        FluxAccess.standard()
            .allowingHost("hooks.chat.example")
            .allowingHost("gitea.acme.example:3000")
            .withResourceSets()
            .withSecretAddresses()
            .withGitKeys(KEYS);

    assertThat(annotations(access, List.of("frontend", "frontend-jobs")))
        .isEqualTo(
            """
            policy.flotilla.dev/flux-hosts: |-
              hooks.chat.example
              gitea.acme.example:3000
            policy.flotilla.dev/namespaces: |-
              frontend
              frontend-jobs
            policy.flotilla.dev/resource-sets: allowed
            policy.flotilla.dev/secret-addresses: allowed
            policy.flotilla.dev/signers: |-
              key/cosign-key
              key/git-keys
            """);
  }

  /** Status lists exceptions; every tenant has a signer. */
  @Test
  void listsGrantsAsExceptionsButNotTheSigner() {
    assertThat(TenantMark.values())
        .filteredOn(TenantMark::isException)
        .contains(TenantMark.FLUX_HOSTS, TenantMark.RESOURCE_SETS, TenantMark.SECRET_ADDRESSES)
        .doesNotContain(TenantMark.SIGNERS, TenantMark.NAMESPACES);
  }

  private static String annotations(FluxAccess access, List<String> namespaces) {
    Verification key =
        Verification.publicKey("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");
    return Yaml.write(access.on(ObjectMetadata.NONE, namespaces, Signers.of(key)).annotations());
  }

  @Test
  void gitKeysAreASecretOfTheFleets() {
    assertThat(FluxAccess.standard().gitKeys("frontend")).isEmpty();
    assertThat(FluxAccess.standard().withGitKeys(KEYS).gitKeys("frontend"))
        .map(secret -> Yaml.write(secret.toMap()))
        .contains(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: git-keys
              namespace: frontend
            type: Opaque
            stringData:
              keys.asc: |
                -----BEGIN PGP PUBLIC KEY BLOCK-----

                mDMEaQ==
                -----END PGP PUBLIC KEY BLOCK-----
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Chat.example", "https://chat.example", "chat.example/x", "a@b", "*.example"})
  void refusesMalformedHost(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FluxAccess.standard().allowingHost(host))
        .withMessage(
            "an allowed host must be lower-case, without scheme and path, such as 'hooks.chat.example' or 'gitea.acme.example:3000', got '"
                + host
                + "'");
  }

  @Test
  void refusesAHostTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FluxAccess.standard().allowingHost("chat.example").allowingHost("chat.example"))
        .withMessage("host 'chat.example' is allowed twice; remove one");
  }
}
