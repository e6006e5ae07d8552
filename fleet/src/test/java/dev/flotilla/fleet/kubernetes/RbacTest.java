package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RbacTest {
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
        .isThrownBy(() -> Rbac.clusterRole("the role", role))
        .withMessage(
            "the role must be the name of a ClusterRole, got '%s'; did you mean '%s'?",
            role, meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "admins", "viewer", "editor", "acme:deployer", "view-2"})
  void takesARoleOfTheClustersOwn(String role) {
    assertThat(Rbac.clusterRole("the role", role)).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/b", "a%b", ""})
  void refusesWhatIsNoName(String role) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rbac.clusterRole("the role", role));
  }

  @Test
  void refusesAPathAsARole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rbac.clusterRole("the role", "a/b"))
        .withMessage("the role must be the name of a ClusterRole such as 'admin', got 'a/b'");
    assertThat(Rbac.clusterRole("the role", "system:aggregate-to-view")).isNotEmpty();
    assertThat(Rbac.roleBinding("web", "flux", "edit", List.of()).id())
        .isEqualTo("RoleBinding 'web/flux'");
  }
}
