package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterRoleNameTest {
  @ParameterizedTest
  @CsvSource({
    "amdin, admin",
    "admn, admin",
    "veiw, view",
    "edti, edit",
    "cluster-admn, cluster-admin"
  })
  void refusesAMisspelledRoleOfKubernetes(String role, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterRoleName.of("the role", role))
        .withMessage(
            "the role must be the name of a ClusterRole, got '%s'; did you mean '%s'?",
            role, meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "admins",
        "viewer",
        "editor",
        "acme:deployer",
        "system:aggregate-to-view",
        "view-2"
      })
  void takesARoleOfTheClustersOwn(String role) {
    assertThat(ClusterRoleName.of("the role", role)).hasToString(role);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/b", "a%b", ""})
  void refusesWhatIsNoName(String role) {
    assertThatIllegalArgumentException().isThrownBy(() -> ClusterRoleName.of("the role", role));
  }

  @Test
  void refusesAPathAsARole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterRoleName.of("the role", "a/b"))
        .withMessage("the role must be the name of a ClusterRole such as 'admin', got 'a/b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusterRoleName("a/b"))
        .withMessage("a cluster role must be the name of a ClusterRole such as 'admin', got 'a/b'");
  }
}
