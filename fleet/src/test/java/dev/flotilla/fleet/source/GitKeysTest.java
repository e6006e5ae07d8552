package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitKeysTest {
  private static final String OPEN_PGP =
      """
      -----BEGIN PGP PUBLIC KEY BLOCK-----
      Comment: ada - of the platform team

      mDMEaQ==
      -----END PGP PUBLIC KEY BLOCK-----
      """;
  private static final String SSH = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 ada@acme.example";

  @Test
  void fluxTellsKeysApartByTheNamesOfTheirFiles() {
    GitKeys keys =
        GitKeys.of(
            OPEN_PGP, SSH, "ecdsa-sha2-nistp256 AAAAE2Vj\nsk-ssh-ed25519@openssh.com AAAAGnNr=");

    assertThat(keys.hasSsh()).isTrue();
    assertThat(GitKeys.of(OPEN_PGP).hasSsh()).isFalse();
    assertThat(Yaml.write(keys.secret("flux-system", "git-signers").toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: git-signers
              namespace: flux-system
            type: Opaque
            stringData:
              keys.asc: |
                -----BEGIN PGP PUBLIC KEY BLOCK-----
                Comment: ada - of the platform team

                mDMEaQ==
                -----END PGP PUBLIC KEY BLOCK-----
              keys.sshpub: |
                ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 ada@acme.example
                ecdsa-sha2-nistp256 AAAAE2Vj
                sk-ssh-ed25519@openssh.com AAAAGnNr=
            """);
  }

  @Test
  void eachOpenPgpKeyHasAFileOfItsOwn() {
    String other = OPEN_PGP.replace("ada", "bob");

    assertThat(Yaml.write(GitKeys.of(OPEN_PGP + other).secret("web", "git-signers").toMap()))
        .contains("  keys.asc: |\n", "  keys-2.asc: |\n")
        .containsSubsequence("Comment: ada", "keys-2.asc", "Comment: bob");
  }

  @Test
  void keysThatAreGivenApartAreCheckedToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GitKeys(List.of("-----BEGIN OPENSSH PRIVATE KEY-----"), List.of()))
        .withMessageStartingWith("keys of Git commits must be public keys of OpenPGP");
    assertThatIllegalArgumentException().isThrownBy(() -> new GitKeys(List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "ada@acme.example ssh-ed25519 AAAAC3Nz",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQ\n-----END PGP PRIVATE KEY BLOCK-----"
      })
  void refusesOtherKeysWithoutPrintingThem(String keys) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitKeys.of(SSH, keys))
        .withMessage(
            "keys of Git commits must be public keys of OpenPGP, from '-----BEGIN PGP PUBLIC KEY BLOCK-----' to '-----END PGP PUBLIC KEY BLOCK-----', or of SSH, such as 'ssh-ed25519 AAAA…'; export them with gpg --armor --export, or take the file that ends with .pub");
    assertThatIllegalArgumentException().isThrownBy(GitKeys::of);
  }
}
