package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.source.Verification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxBootstrapPropsTest {
  private static final ObjectMetadata WEB = ObjectMetadata.NONE.withLabel("team", "web");

  @Test
  void createsTheSecretsThatTheInstanceRefersToAndTheOthers() {
    Credential git = Credential.gitBasic("git-auth", "flux");

    assertThat(Bootstraps.props().credentials()).containsExactly(Bootstraps.GHCR);
    assertThat(Bootstraps.props().withCredentials(List.of(git)).credentials())
        .containsExactly(Bootstraps.GHCR, git);
  }

  @Test
  void createsASecretOnceThatIsNamedTwice() {
    assertThat(Bootstraps.props().withCredentials(List.of(Bootstraps.GHCR)).credentials())
        .containsExactly(Bootstraps.GHCR);
  }

  @Test
  void propsHaveTheMetadataOfTheSettings() {
    assertThat(Bootstraps.props().metadata().isEmpty()).isTrue();
    assertThat(props(FluxSettings.builder().metadata(WEB)).metadata()).isEqualTo(WEB);
  }

  @Test
  void propsHaveTheReportingIntervalOfTheSettings() {
    OperatorChart own = Bootstraps.OPERATOR.withReportingInterval(Duration.ofSeconds(20));

    assertThat(props(FluxSettings.builder()).operator().reportingInterval()).isEmpty();
    assertThat(new FluxBootstrapProps(Bootstraps.instance(Bootstraps.SYNC), own).operator())
        .isEqualTo(own);
    assertThat(
            props(FluxSettings.builder().reportingInterval(Duration.ofSeconds(45)))
                .operator()
                .reportingInterval())
        .contains(Duration.ofSeconds(45));
  }

  private static FluxBootstrapProps props(FluxSettings.Builder settings) {
    return Bootstraps.props(Bootstraps.SYNC, settings);
  }

  @ParameterizedTest
  @CsvSource({"ghcr-auth, other", "ghcr.auth, other"})
  void refusesTwoCredentialsWithOneNameInOpenTofu(String name, String username) {
    Credential other = Credential.gitBasic(name, username);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstraps.props().withCredentials(List.of(other)))
        .withMessage(
            "the names of a cluster's credentials must differ in their letters and digits, because each names a variable, got 'ghcr-auth' and '"
                + name
                + "'; rename one");
  }

  @Test
  void refusesTwoCredentialsThatWouldShareAVariable() {
    Credential other = Credential.opaque("ghcr", "auth.password");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstraps.props().withCredentials(List.of(other)))
        .withMessage(
            "the names of a cluster's credentials must differ in their letters and digits, because each names a variable, got 'ghcr-auth' and 'ghcr'; rename one");
  }

  @Test
  void refusesACredentialWithTheNameOfThePublicKey() {
    Credential other = Credential.gitBasic("cosign-key", "flux");
    FluxInstance signed =
        Bootstraps.instance(
            Bootstraps.SYNC.withVerification(Verification.publicKey(Bootstraps.KEY)));

    assertThat(Bootstraps.props().withCredentials(List.of(other)).credentials()).contains(other);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FluxBootstrapProps(signed, Bootstraps.OPERATOR).withCredentials(List.of(other)))
        .withMessage(
            "the Secret 'cosign-key' holds what the sync is verified with, got a credential of that name; rename it");
  }
}
