package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {
  @Test
  void resourceQuotaLimitsTheSumOfANamespace() {
    assertThat(
            Yaml.write(
                ResourceQuota.requests("4", "8Gi")
                    .and(QuotaResource.PODS, "50")
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
    assertThat(
            Yaml.write(
                LimitRange.requests("50m", "64Mi")
                    .withMemoryLimit("256Mi")
                    .toObject("web", "tenant")
                    .toMap()))
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
  void quotaTakesTheQuantitiesOfKubernetes(String amount) {
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
        .isThrownBy(() -> LimitRange.requests("50m", "64Mi").withMemoryLimit(amount))
        .withMessage(
            "the memory limit of containers must be a Kubernetes quantity such as '500m' or '2Gi', got '"
                + amount
                + "'");
  }

  @ParameterizedTest
  @CsvSource({"pods", "count/deployments.apps", "services.loadbalancers"})
  void countsAreWholeNumbers(String resource) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceQuota.of(new QuotaResource(resource), "1500m"))
        .withMessage("the quota of '" + resource + "' must be a whole number, got '1500m'");
    assertThat(ResourceQuota.of(new QuotaResource(resource), "2k").hard())
        .containsKey(new QuotaResource(resource));
  }

  @Test
  void refusesAResourceThatKubernetesDoesNotLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuotaResource("request.cpu"))
        .withMessage(
            "the resource of a quota must be one that Kubernetes limits, got 'request.cpu'; did you mean 'requests.cpu'?");
    assertThat(new QuotaResource("requests.nvidia.com/gpu")).isNotNull();
    assertThat(new QuotaResource("gold.storageclass.storage.k8s.io/requests.storage")).isNotNull();
    assertThat(new QuotaResource("hugepages-2Mi")).isNotNull();
    assertThat(QuotaResource.count("deployments.apps"))
        .isEqualTo(new QuotaResource("count/deployments.apps"));
  }

  @Test
  void refusesARequestAboveItsLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LimitRange.requests("50m", "1Gi").withMemoryLimit("512Mi"))
        .withMessage(
            "the memory request of containers must not exceed their limit, got '1Gi' above '512Mi'; raise the limit");
    assertThat(LimitRange.requests("50m", "512Mi").withMemoryLimit("0.5Gi")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "requests.cpu, 100m, the CPU request of containers of web, 200m",
    "cpu, 100m, the CPU request of containers of web, 200m",
    "requests.memory, 64Mi, the memory request of containers of web, 128Mi",
    "limits.memory, 128Mi, the memory limit of containers of web, 256Mi",
  })
  void refusesContainersThatDoNotFitIntoTheQuota(
      String resource, String limit, String what, String amount) {
    LimitRange limits = LimitRange.requests("200m", "128Mi").withMemoryLimit("256Mi");
    ResourceQuota quota = ResourceQuota.of(new QuotaResource(resource), limit);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.requireRoom(" of web", quota))
        .withMessage(
            "%s must fit into the quota of '%s', got '%s' above '%s'; raise the quota",
            what, resource, amount, limit);
    limits.requireRoom(" of web", ResourceQuota.of(new QuotaResource(resource), amount));
  }

  @Test
  void refusesTheQuotaOfAResourceTwice() {
    ResourceQuota quota = ResourceQuota.requests("4", "8Gi");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> quota.and(QuotaResource.REQUESTS_CPU, "8"))
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
