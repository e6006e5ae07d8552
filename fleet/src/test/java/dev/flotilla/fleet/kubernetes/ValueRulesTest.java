package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the API server has; what it takes and refuses was read in its source. */
class ValueRulesTest {
  @Nested
  class Quantities {
    @ParameterizedTest
    @CsvSource({
      "0, 0",
      "1, 1",
      "+1, 1",
      "007, 7",
      "0.5, 0.5",
      ".5, 0.5",
      "1., 1",
      "500m, 0.5",
      "3u, 0.000003",
      "1n, 0.000000001",
      "2k, 2000",
      "2M, 2000000",
      "1E, 1000000000000000000",
      "1e3, 1000",
      "1E3, 1000",
      "1e-3, 0.001",
      "1Ki, 1024",
      "1.5Gi, 1610612736",
      "7Ei, 8070450532247928832",
      "9223372036854775807, 9223372036854775807",
      "0e999999999, 0",
    })
    void areAmounts(String value, BigDecimal amount) {
      assertThat(Quantity.amount("it", value)).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ".",
          "m",
          "-1",
          "1 Gi",
          "1gb",
          "1K",
          "1kI",
          "1Mib",
          "1e",
          "1e+",
          "1e3.5",
          "1e3Ki",
          "0x10",
          "1,5",
          "1_000",
          "NaN",
          "1e99999999999",
          "\u0661"
        })
    void areNotWhatTheGrammarLacks(String value) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Quantity.amount("it", value))
          .withMessage(
              "it must be a Kubernetes quantity such as '500m' or '2Gi', got '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e999999999", "8Ei", "9223372036854775808", "10E"})
    void areNotMoreThanAnythingCounts(String value) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Quantity.amount("it", value))
          .withMessage("it must be at most '9223372036854775807', got '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1n", "1e-10", "0.0000000001", "1e-400"})
    void areNotFinerThanTheirGrain(String value) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Quantity.amount("it", value))
          .withMessage("it must be a multiple of '1n', got '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({"pods", "count/deployments.apps", "services.loadbalancers"})
    void areWholeWhereThingsAreCounted(String resource) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ResourceQuota(Ordered.NONE).and(resource, "1500m"))
          .withMessage("the quota of '" + resource + "' must be a whole number, got '1500m'");
      assertThat(new ResourceQuota(Ordered.NONE).and(resource, "2k").hard()).containsKey(resource);
    }

    @Test
    void areOfResourcesThatHaveQuotas() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ResourceQuota(Ordered.NONE).and("request.cpu", "1"))
          .withMessage(
              "the resource of a quota must be one that Kubernetes limits, got 'request.cpu'; did you mean 'requests.cpu'?");
      assertThat(
              new ResourceQuota(Ordered.NONE)
                  .and("requests.nvidia.com/gpu", "4")
                  .and("gold.storageclass.storage.k8s.io/requests.storage", "1Ti")
                  .and("hugepages-2Mi", "1Gi")
                  .hard())
          .hasSize(3);
    }

    @Test
    void ofARequestAreNotAboveItsLimit() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LimitRange("50m", "1Gi", "512Mi"))
          .withMessage(
              "the memory request of containers must not exceed their limit, got '1Gi' above '512Mi'; raise the limit");
      assertThat(new LimitRange("50m", "512Mi", "0.5Gi")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
      "requests.cpu, 100m, the CPU request of containers of web, 200m",
      "cpu, 100m, the CPU request of containers of web, 200m",
      "requests.memory, 64Mi, the memory request of containers of web, 128Mi",
      "limits.memory, 128Mi, the memory limit of containers of web, 256Mi",
    })
    void ofContainersFitIntoTheQuota(String resource, String limit, String what, String amount) {
      LimitRange limits = new LimitRange("200m", "128Mi", "256Mi");
      ResourceQuota quota = new ResourceQuota(Ordered.NONE).and(resource, limit);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> limits.requireRoom(" of web", quota))
          .withMessage(
              "%s must fit into the quota of '%s', got '%s' above '%s'; raise the quota",
              what, resource, amount, limit);
      limits.requireRoom(" of web", new ResourceQuota(Ordered.NONE).and(resource, amount));
    }
  }

  @Nested
  class Ranges {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "0.0.0.0/0",
          "10.0.0.0/8",
          "192.0.2.1/32",
          "::/0",
          "2001:db8::/32",
          "2001:db8::1/128",
          "fe80::/10",
          "2001:DB8:0:0:0:0:0:0/33"
        })
    void areTaken(String range) {
      assertThat(IpRange.check("it", range)).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "10.0.0.0",
          "10.0.0.0/",
          "10.0.0.0/33",
          "10.0.0.0/99",
          "10.0.0.0/08",
          "10.0.0.0/-1",
          "999.1.1.1/8",
          "010.0.0.0/8",
          "10.0.0/8",
          "10/8",
          "1.2.3.4.5/8",
          "::/129",
          "1:2:3/64",
          "::ffff:10.0.0.0/104",
          "::ffff:a00:0/104",
          "fe80::1%eth0/64",
          "g::/16",
          "1::2::3/64",
          ":/0",
          "example.com/24",
          "10.0.0.0/8/8",
          " 10.0.0.0/8"
        })
    void areRefused(String range) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IpRange.check("it", range))
          .withMessage(
              "it must be a range such as '192.0.2.0/24' or '2001:db8::/32', got '" + range + "'");
    }

    @ParameterizedTest
    @CsvSource({
      "10.0.0.1/8, 10.0.0.0/8, 10.0.0.1/32",
      "192.0.2.255/24, 192.0.2.0/24, 192.0.2.255/32",
      "2001:db8::1/64, 2001:db8:0:0:0:0:0:0/64, 2001:db8::1/128",
    })
    void haveNothingBeyondTheirPrefix(String range, String network, String address) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IpRange.check("it", range))
          .withMessage(
              "it must have no bits beyond its prefix, got '%s'; write '%s', or '%s' for the one address",
              range, network, address);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io, true",
    "localhost:5000, true",
    "10.0.0.1:1, true",
    "registry.acme.example:65535, true",
    "git_lab.acme.example, true",
    "[::1]:5000, true",
    "'', false",
    "ghcr.io:0, false",
    "ghcr.io:65536, false",
    "ghcr.io:99999, false",
    "ghcr.io:, false",
    "ghcr..io, false",
    "-ghcr.io, false",
    "ghcr-.io, false",
    "999.1.1.1, false",
    "1.2.3, false",
    "[::1, false",
    "[:::1], false",
    "a/b, false",
  })
  void hostsAndPortsAreThoseOfUrls(String text, boolean valid) {
    assertThat(HostPort.isValid(text)).isEqualTo(valid);
  }

  @Nested
  class Metadata {
    @ParameterizedTest
    @ValueSource(strings = {"a..b/c", "-a/b", "/b", "a_b/c", "A/b", "a/b/c", "a/", "", "a b", "é"})
    void hasKeysThatAreNames(String key) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ObjectMetadata.NONE.withLabel(key, "x"))
          .withMessage(
              "the key of a label must be a name such as 'team' or 'example.com/team', got '"
                  + key
                  + "'");
    }

    @Test
    void hasAPrefixOfAtMostTheLengthOfADomain() {
      String longest = "a." + "b".repeat(251);

      assertThat(ObjectMetadata.NONE.withLabel(longest + "/c", "x").labels()).hasSize(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ObjectMetadata.NONE.withLabel(longest + "b/c", "x"));
    }

    @Test
    void hasAnnotationsThatFitIntoAnObject() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ObjectMetadata.NONE.withAnnotation("a", "\u00e9".repeat(131072)))
          .withMessage(
              "the annotations of an object must have at most 262144 bytes together, got '262145'; shorten them");
      assertThat(
              new ObjectMetadata(
                  new TreeMap<>(), new TreeMap<>(Map.of("a", "\u00e9".repeat(131071)))))
          .isNotNull();
    }
  }

  @Nested
  class Roles {
    @ParameterizedTest
    @CsvSource({
      "amdin, admin",
      "admn, admin",
      "veiw, view",
      "edti, edit",
      "cluster-admn, cluster-admin"
    })
    void areNoSlips(String role, String meant) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Rbac.clusterRole("the role", role))
          .withMessage(
              "the role must be the name of a ClusterRole, got '%s'; did you mean '%s'?",
              role, meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "admins", "viewer", "editor", "acme:deployer", "view-2"})
    void mayBeOfTheClustersOwn(String role) {
      assertThat(Rbac.clusterRole("the role", role)).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "a%b", ""})
    void areNames(String role) {
      assertThatIllegalArgumentException().isThrownBy(() -> Rbac.clusterRole("the role", role));
    }
  }
}
