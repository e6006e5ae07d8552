package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.fixture.Bootstraps;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
  private static final String PROXY = "http://proxy.acme.example:3128";
  private static final Egress BOTH =
      Egress.DIRECT
          .withProxy(PROXY)
          .withNoProxy(".acme.example", "10.0.0.0/8")
          .withCertSecret("private-ca");

  @Test
  void directEgressAddsNothingToTheInstance() {
    assertThat(Egress.DIRECT.patch("cluster.local")).isEmpty();
    assertThat(Egress.DIRECT.operatorValues("cluster.local")).isEmpty();
  }

  @Test
  void reachesEveryControllerByAPatchOfTheirDeployments() {
    assertThat(Yaml.write(BOTH.patch("k8s.acme.example").orElseThrow().toSpec()))
        .isEqualTo(
            """
            target:
              kind: Deployment
            patch: |
              apiVersion: apps/v1
              kind: Deployment
              metadata:
                name: all
              spec:
                template:
                  spec:
                    containers:
                    - name: manager
                      env:
                      - name: HTTPS_PROXY
                        value: http://proxy.acme.example:3128
                      - name: NO_PROXY
                        value: .k8s.acme.example.,.k8s.acme.example,.svc,$(KUBERNETES_SERVICE_HOST),.acme.example,10.0.0.0/8
                      - name: SSL_CERT_FILE
                        value: /etc/private-ca/ca.crt
                      volumeMounts:
                      - name: private-ca
                        mountPath: /etc/private-ca
                        readOnly: true
                    volumes:
                    - name: private-ca
                      secret:
                        secretName: private-ca
            """);
  }

  @Test
  void addressesReplaceThePolicyThatAllowsAllEgress() {
    Egress few = Egress.DIRECT.withAddresses("10.96.0.1/32", "2001:db8::/32");

    assertThat(few.patch("cluster.local")).isEmpty();
    assertThat(few.operatorValues("cluster.local")).isEmpty();
    assertThat(Yaml.write(few.policyPatch().orElseThrow().toSpec()))
        .isEqualTo(
            """
            target:
              kind: NetworkPolicy
              name: allow-egress
            patch: |
              - op: replace
                path: /spec/egress
                value:
                - to:
                  - podSelector: {}
                - ports:
                  - protocol: UDP
                    port: 53
                  - protocol: TCP
                    port: 53
                - to:
                  - ipBlock:
                      cidr: 10.96.0.1/32
                  - ipBlock:
                      cidr: 2001:db8::/32
            """);
    assertThat(Egress.DIRECT.policyPatch()).isEmpty();
  }

  @Test
  void refusesAddressesThatAreNotARange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withAddresses("ghcr.io"))
        .withMessage(
            "an address range that Flux may reach must be a range such as '192.0.2.0/24' or '2001:db8::/32', got 'ghcr.io'");
  }

  @Test
  void proxyAloneMountsNothing() {
    String patch =
        Yaml.write(Egress.DIRECT.withProxy(PROXY).patch("cluster.local").orElseThrow().toSpec());

    assertThat(patch)
        .contains("HTTPS_PROXY", ".cluster.local.,.cluster.local,.svc,$(KUBERNETES_SERVICE_HOST)\n")
        .doesNotContain("SSL_CERT_FILE", "volumes:", "volumeMounts:");
  }

  @Test
  void privateAuthorityAloneSetsNoProxy() {
    Egress authority = Egress.DIRECT.withCertSecret("private-ca");

    assertThat(Yaml.write(authority.patch("cluster.local").orElseThrow().toSpec()))
        .contains("SSL_CERT_FILE")
        .doesNotContain("PROXY");
    assertThat(authority.operatorValues("cluster.local"))
        .containsOnlyKeys("extraEnvs", "extraVolumes", "extraVolumeMounts");
  }

  @Test
  void comesAfterTheInstancesOwnPatches() {
    Patch own =
        Patch.replace(
            Patch.Target.all(Patch.Kind.DEPLOYMENT), "/spec/template/spec/volumes/0", Map.of());
    FluxInstance instance = Bootstraps.instance(FluxSettings.builder().egress(BOTH).addPatch(own));

    assertThat(Yaml.write(instance.toObject().body()))
        .containsSubsequence("/spec/template/spec/volumes/0", "HTTPS_PROXY");
  }

  @Test
  void holdsForTheOperatorOfTheInstance() {
    FluxInstance instance = Bootstraps.instance(FluxSettings.builder().egress(BOTH));
    OperatorChart operator = new FluxBootstrapProps(instance, Bootstraps.OPERATOR).operator();

    assertThat(values(operator))
        .isEqualTo(
            Map.of(
                "extraEnvs",
                    List.of(
                        Map.of("name", "HTTPS_PROXY", "value", PROXY.toString()),
                        Map.of(
                            "name",
                            "NO_PROXY",
                            "value",
                            ".cluster.local.,.cluster.local,.svc,$(KUBERNETES_SERVICE_HOST),.acme.example,10.0.0.0/8"),
                        Map.of("name", "SSL_CERT_FILE", "value", "/etc/private-ca/ca.crt")),
                "extraVolumes",
                    List.of(
                        Map.of("name", "private-ca", "secret", Map.of("secretName", "private-ca"))),
                "extraVolumeMounts",
                    List.of(
                        Map.of(
                            "name",
                            "private-ca",
                            "mountPath",
                            "/etc/private-ca",
                            "readOnly",
                            true))));
  }

  @Test
  void leavesTheChartsOtherVariables() {
    Map<String, String> own = Map.of("name", "GOMEMLIMIT", "value", "512MiB");
    OperatorChart operator =
        Bootstraps.OPERATOR
            .withValues(Map.of("extraEnvs", List.of(own)))
            .withEgress(Egress.DIRECT.withCertSecret("private-ca"));

    assertThat(values(operator).get("extraEnvs"))
        .isEqualTo(
            List.of(own, Map.of("name", "SSL_CERT_FILE", "value", "/etc/private-ca/ca.crt")));
  }

  @Test
  void refusesOtherVariablesThatAreNotAList() {
    OperatorChart operator =
        Bootstraps.OPERATOR.withValues(Map.of("extraEnvs", "A=b")).withEgress(BOTH);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> values(operator))
        .withMessage("the chart's value 'extraEnvs' must be a list, got 'A=b'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.acme.example:3128", "socks5://proxy:1080", "http:///x", "proxy"})
  void refusesProxyThatIsNotTheUrlOfAServer(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withProxy(url))
        .withMessage(
            "the proxy must be a URL with scheme https or http, a host and neither password nor token, got '"
                + url
                + "'");
  }

  @Test
  void refusesProxyWithAUserThatMayBeAToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withProxy("http://geheim@proxy"))
        .withMessage(
            "the proxy must not contain a user, which a credential supplies, got 'http://…@proxy'; write 'http://proxy'");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/99, '', an exception from the proxy must be a range such as '192.0.2.0/24' or '2001:db8::/32'",
    "10.0.0.1/8, '; write ''10.0.0.0/8'', or ''10.0.0.1/32'' for the one address', an exception from the proxy must have no bits beyond its prefix",
    "999.1.1.1, '', 'an exception from the proxy must be a host, a domain or an address range such as ''git.acme.example'', ''.acme.example'' or ''10.0.0.0/8'''",
    "host:99999, '', 'an exception from the proxy must be a host, a domain or an address range such as ''git.acme.example'', ''.acme.example'' or ''10.0.0.0/8'''",
  })
  void refusesExceptionsThatNoClientReads(String exception, String remedy, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withNoProxy(exception))
        .withMessage(rule + ", got '" + exception + "'" + remedy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"acme.example", ".acme.example", "*.acme.example", "10.0.0.0/8", "[::1]:80"})
  void takesEveryFormOfAnException(String exception) {
    assertThat(Egress.DIRECT.withNoProxy(exception).noProxy()).containsExactly(exception);
  }

  @ParameterizedTest
  @CsvSource({
    "http://me:geheim@proxy:3128, http://…@proxy:3128, http://proxy:3128",
    "http://me:ge@heim@proxy:3128, http://…@proxy:3128, http://proxy:3128",
  })
  void refusesProxyWithACredentialAndDoesNotPrintIt(String url, String shown, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withProxy(url))
        .withMessage(
            "the proxy must be a URL with scheme https or http, a host and neither password nor token, got '"
                + shown
                + "'; write '"
                + meant
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b", "a b", "$(HOME)"})
  void refusesMalformedException(String exception) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withNoProxy(exception))
        .withMessage(
            "an exception from the proxy must be a host, a domain or an address range such as 'git.acme.example', '.acme.example' or '10.0.0.0/8', got '"
                + exception
                + "'");
  }

  @Test
  void refusesMalformedSecretName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Egress.DIRECT.withCertSecret("My_CA"))
        .withMessage(
            "name of the Secret with the authority must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'My_CA'");
  }

  private static Map<String, Object> values(OperatorChart chart) {
    return chart.values(
        InstanceCluster.multitenant(InstanceCluster.Size.SMALL).withoutMultitenancy(),
        ObjectMetadata.NONE);
  }
}
