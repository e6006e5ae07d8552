package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.object.PullIdentity;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.SyncOptions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a cluster says of where it runs. */
class ClusterOptionsTest {
  private static final KubernetesObject FAST =
      KubernetesObject.ofCluster(
          "storage.k8s.io/v1", "StorageClass", "fast", Ordered.map("provisioner", "csi.example"));

  @Test
  void dnsDefaultsToThatOfTheFlavour() {
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
  void pullsEverythingByTheIdentityOfTheCloud() {
    Cluster prod = Fleets.prod().build();
    Fleet fleet = cloud(prod);

    assertThat(new ClusterResolver(fleet).sync(prod).toSpec()).containsEntry("provider", "aws");
    assertThat(new ClusterResolver(fleet).sync(prod).toSpec()).doesNotContainKey("pullSecret");
    assertThat(new ClusterResolver(fleet).resolve(prod).context().pullIdentity())
        .contains(new PullIdentity(SyncOptions.Cloud.AWS, false));
  }

  @Test
  void pullsFromAMirrorWithoutTheIdentityOfTheCloud() {
    Cluster prod = Fleets.prod().build();
    Fleet mirrored =
        cloud(prod).toBuilder().mirror(Mirror.parse("ghcr.io=registry.acme.example/m")).build();

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
    RenderedCluster stack = stack(Fleets.prod().addObject(FAST));
    Map<String, String> files =
        stack.files().stream()
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
    assertThat(stack(Fleets.prod()).files())
        .noneMatch(file -> file.path().endsWith("objects.yaml"));
    assertThat(stack(Fleets.prod().addObject(FAST).addObject(FAST)).problems())
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.message()).contains("StorageClass 'fast'"));
  }

  @Test
  void anObjectStaysWhatItWasWhenItWasAdded() {
    Map<String, Object> labels = Ordered.map("b", "1");
    KubernetesObject mutable =
        KubernetesObject.ofCluster(
            "example.com/v1", "Web", "web", Ordered.map("spec", Ordered.map("labels", labels)));
    Cluster cluster = Fleets.prod().addObject(mutable).build();

    labels.put("a", "2");

    assertThat(cluster.objects())
        .extracting(object -> object.body().toString())
        .containsExactly("{spec={labels={b=1}}}");
  }

  @Test
  void refusesOwnSecretsInPlainText() {
    KubernetesObject secret =
        KubernetesObject.of(
            "v1",
            "Secret",
            "web",
            "login",
            Ordered.map("stringData", Ordered.map("greeting", "hunter2")));

    assertThat(stack(Fleets.prod().addObject(secret)).problems())
        .extracting(Problem::message)
        .containsExactly(
            "'stringData.greeting' in Secret 'web/login' must be a certificate, a public key or encrypted by SOPS, got something else; create the Secret with a Credential");
  }

  private static RenderedCluster stack(Cluster.Builder cluster) {
    Cluster built = cluster.build();
    return Rendering.of(Fleets.of(built), built);
  }

  private static Fleet cloud(Cluster cluster) {
    Fleet fleet = Fleets.of(cluster);
    return Fleet.builder(fleet.organization(), fleet.fluxRelease())
        .pullIdentity(SyncOptions.Cloud.AWS)
        .addCluster(cluster)
        .build();
  }
}
