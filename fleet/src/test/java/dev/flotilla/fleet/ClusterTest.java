package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.ClusterVariables;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import dev.flotilla.fleet.version.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
  @Test
  void defaultsToItsOwnNameAMediumSizeAndALocalState() {
    Cluster cluster = Cluster.workload("staging", Environment.STAGING).build();

    assertThat(cluster.role()).isEqualTo(Cluster.Role.WORKLOAD);
    assertThat(cluster.facts().runtimeName()).isEqualTo("staging");
    assertThat(cluster.syncPath()).isEqualTo("clusters/staging");
    assertThat(cluster.facts().domain()).isEmpty();
    assertThat(cluster.facts().region()).isEmpty();
    assertThat(cluster.flux()).isEqualTo(FluxSettings.workload().build());
    assertThat(cluster.flux().cluster().size()).contains(InstanceCluster.Size.MEDIUM);
    assertThat(cluster.openTofu().access())
        .isEqualTo(ClusterAccess.kubeconfig("~/.kube/config", "staging"));
    assertThat(cluster.openTofu().state()).isEqualTo(State.local());
    assertThat(cluster.openTofu().encryption()).isEqualTo(Encryption.none());
    assertThat(cluster.credentials()).isEmpty();
  }

  @Test
  void takesEveryOption() {
    KubeconfigAccess access = ClusterAccess.kubeconfig("/kube", "admin@prod");
    FluxSettings large =
        FluxSettings.automation()
            .cluster(InstanceCluster.multitenant(InstanceCluster.Size.LARGE))
            .build();
    Cluster cluster =
        Cluster.automation("update", Environment.PRODUCTION)
            .runtimeName("update-1")
            .domain("update.example.com")
            .region("eu-central-1")
            .flux(large)
            .access(access)
            .state(State.s3("states", "eu-central-1"))
            .encryption(Encryption.passphrase())
            .addCredential(Credential.gitBasic("git-auth", "flux"))
            .build();

    assertThat(cluster.role()).isEqualTo(Cluster.Role.AUTOMATION);
    assertThat(cluster.environment()).isEqualTo(Environment.PRODUCTION);
    assertThat(cluster.facts().runtimeName()).isEqualTo("update-1");
    assertThat(cluster.facts().domain()).contains("update.example.com");
    assertThat(cluster.facts().region()).contains("eu-central-1");
    assertThat(cluster.flux()).isEqualTo(large);
    assertThat(cluster.openTofu().access()).isEqualTo(access);
    assertThat(cluster.openTofu().state()).isEqualTo(State.s3("states", "eu-central-1"));
    assertThat(cluster.openTofu().encryption()).isEqualTo(Encryption.passphrase());
    assertThat(cluster.credentials()).containsExactly(Credential.gitBasic("git-auth", "flux"));
  }

  @Test
  void passesItsRegionToComponents() {
    Cluster cluster = Fleets.prod().region("eu-central-1").build();

    assertThat(ClusterVariables.of(cluster)).containsEntry("CLUSTER_REGION", "eu-central-1");
  }

  @ParameterizedTest
  @CsvSource({
    "Prod, prod-1, the name of a cluster, Prod",
    "prod.eu, prod-1, the name of a cluster, prod.eu",
    "prod, Prod_1, the runtime name of cluster 'prod', Prod_1",
  })
  void refusesMalformedNames(String name, String runtimeName, String what, String value) {
    Cluster.Builder builder =
        Cluster.workload(name, Environment.PRODUCTION).runtimeName(runtimeName);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            what.replace("\"", "")
                + " must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got '"
                + value
                + "'");
  }

  @Test
  void clusterMayHaveANameOf63Characters() {
    String name = "c".repeat(63);
    Cluster cluster = Cluster.workload(name, Environment.STAGING).build();

    assertThat(cluster.syncPath()).isEqualTo("clusters/" + name);
    assertThatIllegalArgumentException()
        .isThrownBy(Cluster.workload(name + "c", Environment.STAGING)::build)
        .withMessage(
            "the name of a cluster must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got '%sc'",
            name);
  }

  @Test
  void refusesMalformedDomain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.prod().domain("*.example.com").build())
        .withMessage(
            "the domain of cluster 'prod' must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got '*.example.com'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.35", "1.35.2", "1", "latest", ""})
  void refusesWhatIsNoMinorVersionOfKubernetes(String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.prod().kubernetes(version).build())
        .withMessage(
            "the Kubernetes version of cluster 'prod' must be a minor version such as '1.35', got '%s'; write its first two numbers",
            version);
    assertThat(Fleets.prod().kubernetes("1.35").build().facts().kubernetes()).contains("1.35");
  }

  @Test
  void refusesMalformedRegion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.prod().region("EU Central").build())
        .withMessage(
            "the region of cluster 'prod' must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'EU Central'");
  }

  @Test
  void refusesAVariableTwice() {
    Cluster.Builder prod = Fleets.prod().addVariable("INGRESS_CLASS", "nginx");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> prod.addVariable("INGRESS_CLASS", "traefik"))
        .withMessage(
            "a variable of cluster 'prod' must be set only once, got 'INGRESS_CLASS' twice; remove one");
  }

  @Test
  void refusesAPinTwice() {
    Artifact web =
        new ArtifactRepository("apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.none())
            .artifact("web");
    Cluster.Builder prod = Fleets.prod().pin(web, new Version(1, 2, 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> prod.pin(web, new Version(1, 2, 4)))
        .withMessage(
            "a pin of cluster 'prod' must be set only once, got 'oci://ghcr.io/acme/apps/web' twice; remove one");
  }
}
