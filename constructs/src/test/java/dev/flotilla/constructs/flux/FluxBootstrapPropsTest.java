package dev.flotilla.constructs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.constructs.kubernetes.ObjectMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxBootstrapPropsTest {
  private static final ObjectMetadata WEB = ObjectMetadata.NONE.withLabel("team", "web");

  @Test
  void createsTheSecretsThatTheInstanceRefersToAndTheOthers() {
    Credential git = Credential.gitBasic("git-auth", "flux");

    assertThat(Fixtures.props().credentials()).containsExactly(Fixtures.GHCR);
    assertThat(Fixtures.props().withCredentials(List.of(git)).credentials())
        .containsExactly(Fixtures.GHCR, git);
  }

  @Test
  void createsASecretOnceThatIsNamedTwice() {
    assertThat(Fixtures.props().withCredentials(List.of(Fixtures.GHCR)).credentials())
        .containsExactly(Fixtures.GHCR);
  }

  @Test
  void givesTheInstanceItsMetadata() {
    assertThat(Fixtures.props().appliedInstance().commonMetadata().isEmpty()).isTrue();
    assertThat(Fixtures.props().withMetadata(WEB).appliedInstance().commonMetadata())
        .isEqualTo(WEB);
  }

  @Test
  void givesTheInstanceTheLastMetadata() {
    ObjectMetadata other = ObjectMetadata.NONE.withLabel("team", "other");

    assertThat(
            Fixtures.props()
                .withMetadata(other)
                .withMetadata(WEB)
                .appliedInstance()
                .commonMetadata())
        .isEqualTo(WEB);
  }

  @Test
  void leavesTheInstancesOwnMetadata() {
    ObjectMetadata own = ObjectMetadata.NONE.withLabel("team", "flux");
    FluxBootstrapProps props =
        new FluxBootstrapProps(
            Fixtures.instance(Fixtures.SYNC).withCommonMetadata(own), Fixtures.OPERATOR);

    assertThat(props.withMetadata(WEB).appliedInstance().commonMetadata()).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({"ghcr-auth, other", "ghcr.auth, other"})
  void refusesTwoCredentialsWithOneNameInOpenTofu(String name, String username) {
    Credential other = Credential.gitBasic(name, username);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.props().withCredentials(List.of(other)))
        .withMessage(
            "the credentials of a cluster must differ in the letters and digits of their names, got 'ghcr-auth' and '"
                + name
                + "'");
  }

  @Test
  void refusesTwoCredentialsThatWouldShareAVariable() {
    Credential other = Credential.opaque("ghcr", "auth.password");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.props().withCredentials(List.of(other)))
        .withMessage(
            "the credentials of a cluster must differ in the letters and digits of their names, got 'ghcr-auth' and 'ghcr'");
  }

  @Test
  void refusesACredentialWithTheNameOfThePublicKey() {
    Credential other = Credential.gitBasic("cosign-key", "flux");
    FluxInstance signed =
        Fixtures.instance(Fixtures.SYNC.withVerification(Verification.publicKey(Fixtures.KEY)));

    assertThat(Fixtures.props().withCredentials(List.of(other)).credentials()).contains(other);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FluxBootstrapProps(signed, Fixtures.OPERATOR).withCredentials(List.of(other)))
        .withMessage(
            "the Secret 'cosign-key' holds the public key of the sync, got a credential of that name; rename it");
  }
}
