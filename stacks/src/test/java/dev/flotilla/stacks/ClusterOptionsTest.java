package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.fleet.ClusterDns;
import dev.flotilla.constructs.fleet.FleetFile;
import dev.flotilla.constructs.fleet.Problem;
import dev.flotilla.constructs.fleet.PullIdentity;
import dev.flotilla.constructs.flux.InstanceCluster;
import dev.flotilla.constructs.flux.SyncOptions;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a cluster says of where it runs. */
class ClusterOptionsTest {
  private static final KubernetesObject FAST =
      KubernetesObject.ofCluster(
          "storage.k8s.io/v1", "StorageClass", "fast", Ordered.map("provisioner", "csi.example"));

  @Test
  void dnsIsThatOfTheFlavourUnlessItIsSet() {
    InstanceCluster openShift =
        InstanceCluster.multitenant(InstanceCluster.Size.SMALL)
            .withType(InstanceCluster.Type.OPENSHIFT);
    Cluster.Builder cluster =
        Fleets.prod().flux(FluxSettings.workload().cluster(openShift).build());
    ClusterDns cached = ClusterDns.OPENSHIFT.withNodeLocal("169.254.20.10");

    assertThat(dns(Fleets.prod())).isEqualTo(ClusterDns.KUBERNETES);
    assertThat(dns(cluster)).isEqualTo(ClusterDns.OPENSHIFT);
    assertThat(dns(cluster.dns(cached))).isEqualTo(cached);
  }

  private static ClusterDns dns(Cluster.Builder cluster) {
    Cluster built = cluster.build();
    return new ClusterResolver(Fleets.of(built)).resolve(built).context().dns();
  }

  @Test
  void everythingIsPulledByTheIdentityOfTheCloud() {
    Cluster prod = Fleets.prod().build();
    Fleet fleet = cloud(prod);

    assertThat(new ClusterResolver(fleet).sync(prod).toSpec()).containsEntry("provider", "aws");
    assertThat(new ClusterResolver(fleet).sync(prod).toSpec()).doesNotContainKey("pullSecret");
    assertThat(new ClusterResolver(fleet).resolve(prod).context().pullIdentity())
        .contains(new PullIdentity(SyncOptions.Cloud.AWS, false));
  }

  @Test
  void aMirrorIsNoRegistryOfTheCloud() {
    Cluster prod = Fleets.prod().build();
    Fleet mirrored = cloud(prod).withMirror(Mirror.parse("ghcr.io=registry.acme.example/m"));

    assertThat(new ClusterResolver(mirrored).sync(prod).toSpec()).doesNotContainKey("provider");
  }

  @Test
  void refusesASecretBesideTheIdentity() {
    Fleet.Builder both =
        Fleets.of(Fleets.prod().build()).toBuilder().pullIdentity(SyncOptions.Cloud.GCP);

    assertThatIllegalArgumentException()
        .isThrownBy(both::build)
        .withMessage(
            "a fleet's artifacts must be pulled with a Secret or a cloud's identity, got credential 'ghcr-auth' and GCP; drop one");
  }

  @Test
  void ownObjectsAreInTheFolderOfTheirClusterAndAreChecked() {
    ClusterStack stack = stack(Fleets.prod().addObject(FAST));
    Map<String, String> files =
        stack
            .objects()
            .files()
            .collect(Collectors.toMap(FleetFile::path, file -> file.content().text()));

    assertThat(files.get("clusters/prod/objects.yaml"))
        .isEqualTo(
            """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata:
              name: fast
            provisioner: csi.example
            """);
    assertThat(stack(Fleets.prod()).objects().files())
        .noneMatch(file -> file.path().endsWith("objects.yaml"));
    assertThat(stack(Fleets.prod().addObject(FAST).addObject(FAST)).objects().problems())
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.message()).contains("StorageClass 'fast'"));
  }

  @Test
  void ownSecretsMayNotBePlain() {
    KubernetesObject secret =
        KubernetesObject.of(
            "v1",
            "Secret",
            "web",
            "login",
            Ordered.map("stringData", Ordered.map("greeting", "hunter2")));

    assertThat(stack(Fleets.prod().addObject(secret)).objects().problems())
        .extracting(Problem::message)
        .containsExactly(
            "'stringData.greeting' in Secret 'web/login' must be a certificate, a public key or encrypted by SOPS, got something else; make the Secret by a Credential");
  }

  private static ClusterStack stack(Cluster.Builder cluster) {
    Cluster built = cluster.build();
    return new ClusterStack(Testing.app(), new ClusterResolver(Fleets.of(built)).resolve(built));
  }

  private static Fleet cloud(Cluster cluster) {
    Fleet fleet = Fleets.of(cluster);
    return new Fleet(
        fleet.organization(),
        fleet.flux(),
        fleet.sync(),
        Optional.empty(),
        Optional.of(SyncOptions.Cloud.AWS),
        fleet.registryAuthorities(),
        fleet.credentials(),
        fleet.componentSets(),
        fleet.tenants(),
        fleet.sourcePolicy(),
        fleet.mirror(),
        fleet.clusters());
  }
}
