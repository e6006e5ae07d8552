package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  @Test
  void resourceQuotaLimitsTheSumOfANamespace() {
    assertThat(
            Yaml.write(
                ResourceQuota.requests("4", "8Gi")
                    .and("pods", "50")
                    .toObject("web", "tenant")
                    .toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata:
              name: tenant
              namespace: web
            spec:
              hard:
                pods: '50'
                requests.cpu: '4'
                requests.memory: 8Gi
            """);
  }

  @Test
  void limitRangeGivesContainersWhatTheyDoNotAskFor() {
    assertThat(Yaml.write(new LimitRange("50m", "64Mi", "256Mi").toObject("web", "tenant").toMap()))
        .isEqualTo(
            """
            apiVersion: v1
            kind: LimitRange
            metadata:
              name: tenant
              namespace: web
            spec:
              limits:
              - type: Container
                defaultRequest:
                  cpu: 50m
                  memory: 64Mi
                default:
                  memory: 256Mi
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.5", "500m", "128Mi", "2Gi", "1e3", "1E"})
  void takesQuantities(String amount) {
    assertThat(ResourceQuota.requests(amount, amount).hard()).containsValue(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two", "1 Gi", "128MiB", "-1", "1gb"})
  void refusesWhatIsNoQuantity(String amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceQuota.requests("1", amount))
        .withMessage(
            "the quota of 'requests.memory' must be a Kubernetes quantity such as '500m' or '2Gi', got '"
                + amount
                + "'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LimitRange("50m", "64Mi", amount))
        .withMessage(
            "the memory limit of containers must be a Kubernetes quantity such as '500m' or '2Gi', got '"
                + amount
                + "'");
  }

  @Test
  void podSecurityIsALabel() {
    assertThat(PodSecurity.RESTRICTED.enforcedBy(ObjectMetadata.NONE.withLabel("team", "web")))
        .isEqualTo(
            ObjectMetadata.NONE
                .withLabel("team", "web")
                .withLabel("pod-security.kubernetes.io/enforce", "restricted"));
  }

  @Test
  void refusesMalformedClusterRole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rbac.clusterRole("the role", "a/b"))
        .withMessage("the role must be the name of a ClusterRole such as 'admin', got 'a/b'");
    assertThat(Rbac.clusterRole("the role", "system:aggregate-to-view")).isNotEmpty();
    assertThat(Rbac.roleBinding("web", "flux", "edit", List.of()).id())
        .isEqualTo("RoleBinding 'web/flux'");
  }

  @Test
  void refusesTheQuotaOfAResourceTwice() {
    ResourceQuota quota = ResourceQuota.requests("4", "8Gi");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> quota.and("requests.cpu", "8"))
        .withMessage(
            "the quota of a resource must be set only once, got 'requests.cpu' twice; remove one");
  }

  @Test
  void podSecurityWinsOverALabelOfTheUsers() {
    String enforce = "pod-security.kubernetes.io/enforce";

    assertThat(
            PodSecurity.RESTRICTED.enforcedBy(ObjectMetadata.NONE.withLabel(enforce, "privileged")))
        .isEqualTo(ObjectMetadata.NONE.withLabel(enforce, "restricted"));
  }
}
