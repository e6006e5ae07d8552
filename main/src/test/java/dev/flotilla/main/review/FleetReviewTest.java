package dev.flotilla.main.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.review.artifact.ArtifactFiles;
import dev.flotilla.main.review.change.Change;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetReviewTest {
  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: web}, data: {a: %s, b:"
          + " %s}}\n";

  private final TreeMap<String, String> before = new TreeMap<>();
  private final TreeMap<String, String> after = new TreeMap<>();

  @Test
  void equalRenderingsHaveNoChange() {
    ArtifactFiles files = rendered(ExampleFleet.fleet());

    assertThat(FleetReview.compare(files, rendered(ExampleFleet.fleet()), List.of()))
        .isEqualTo(ChangeSet.EMPTY);
  }

  @Test
  void equalChangesOfSeveralClustersAreOne() {
    for (String cluster : List.of("one", "two", "three")) {
      before.put("tenants/" + cluster + "/a.yaml", MAP.formatted(1, cluster));
      after.put("tenants/" + cluster + "/a.yaml", MAP.formatted(2, cluster));
    }
    after.put("tenants/three/a.yaml", MAP.formatted(2, "other"));

    assertThat(changes())
        .containsExactly(
            "ConfigMap/web/a data.a 1 -> 2 [one, three, two]",
            "ConfigMap/web/a data.b \"three\" -> \"other\" [three]");
  }

  @Test
  void clustersHaveTheOrderOfTheFleet() {
    List<Cluster> fleet =
        List.of(
            Cluster.workload("two", Environment.STAGING).build(),
            Cluster.workload("one", Environment.STAGING).build());
    for (String cluster : List.of("one", "two", "gone")) {
      before.put("tenants/" + cluster + "/a.yaml", MAP.formatted(1, 1));
      after.put("tenants/" + cluster + "/a.yaml", MAP.formatted(2, 1));
    }

    assertThat(compare(fleet).changes())
        .singleElement()
        .extracting(Change::clusters)
        .isEqualTo(List.of("two", "one", "gone"));
  }

  @Test
  void newPartThatFollowsNoRingIsADangerWhereThereAreRings() {
    Environment rings = Environment.PRODUCTION.withRings("canary", "broad");
    List<Cluster> fleet =
        List.of(
            Cluster.workload("one", rings).ring("canary").build(),
            Cluster.workload("two", rings).ring("broad").build(),
            Cluster.workload("three", Environment.STAGING).build());
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: web}, spec: {containers:"
            + " [{name: a, image: 'web:%s'}]}}\n";
    for (String cluster : List.of("one", "two", "three")) {
      before.put("tenants/" + cluster + "/a.yaml", pod.formatted("1.2.3"));
      after.put("tenants/" + cluster + "/a.yaml", pod.formatted("1.x"));
    }

    assertThat(compare(fleet).dangers())
        .containsExactly(
            new Danger(
                DangerKind.OUTSIDE_RINGS,
                "Pod/web/a",
                "changes in all rings at the same time, by 'web:1.x'",
                List.of("one", "two")));

    after.replaceAll((file, text) -> pod.formatted("1.2.4"));
    assertThat(compare(fleet).dangers()).isEmpty();
    before.replaceAll((file, text) -> pod.formatted("2.x"));
    after.replaceAll((file, text) -> pod.formatted("2.x").replace("name: a,", "name: b,"));
    assertThat(compare(fleet).dangers()).hasSize(1);
  }

  @Test
  void aNewClusterIsNoReleaseThatReachesAll() {
    List<Cluster> fleet =
        List.of(
            Cluster.workload("one", Environment.PRODUCTION).build(),
            Cluster.workload("two", Environment.PRODUCTION).build());
    before.put("tenants/one/a.yaml", MAP.formatted(1, 1));
    after.put("tenants/one/a.yaml", MAP.formatted(2, 1));
    after.put("tenants/two/a.yaml", MAP.formatted(2, 1));
    assertThat(compare(fleet).dangers()).isEmpty();

    before.put("tenants/two/a.yaml", MAP.formatted(1, 1));

    assertThat(compare(fleet).dangers())
        .extracting(Danger::clusters)
        .containsExactly(List.of("one", "two"));
  }

  @Test
  void newAndRemovedObjectsAndClustersAreNamed() {
    before.put("tenants/one/a.yaml", MAP.formatted(1, 1));
    after.put("tenants/one/a.yaml", MAP.formatted(1, 1).replace("name: a", "name: b"));
    before.put("tenants/old/a.yaml", MAP.formatted(1, 1));
    after.put("tenants/new/a.yaml", MAP.formatted(1, 1));

    ChangeSet set = compare(List.of());

    assertThat(set.newClusters()).containsExactly("new");
    assertThat(set.removedClusters()).containsExactly("old");
    assertThat(set.changes().stream().filter(Change::isNew).map(FleetReviewTest::where))
        .containsExactly("ConfigMap/web/a [new]", "ConfigMap/web/b [one]");
    assertThat(set.changes().stream().filter(Change::isRemoved).map(FleetReviewTest::where))
        .containsExactly("ConfigMap/web/a [old, one]");
  }

  private static String where(Change change) {
    return change.object() + " " + change.clusters();
  }

  @Test
  void objectThatMovesToAnotherFileIsNoChange() {
    before.put("tenants/one/a.yaml", MAP.formatted(1, 1));
    after.put("tenants/one/b.yaml", "# moved\n---\n" + MAP.formatted(1, 1));

    assertThat(compare(List.of()).hasChanges()).isFalse();
  }

  @Test
  void objectThatIsAppliedByAnotherIsAChange() {
    before.put("tenants/one/a.yaml", MAP.formatted(1, 1));
    after.put("clusters/one/a.yaml", MAP.formatted(1, 1));

    assertThat(changes())
        .containsExactly(
            "ConfigMap/web/a (applied by) \"Kustomization/flux-system/tenants\" ->"
                + " \"Kustomization/flux-system/flux-system\" [one]");
  }

  @Test
  void changeOfATextAloneIsNoChange() {
    before.put("tenants/one/a.yaml", MAP.formatted(1, 1));
    after.put("tenants/one/a.yaml", "# a comment\n" + MAP.formatted(1, 1));

    assertThat(compare(List.of()).hasChanges()).isFalse();
  }

  @Test
  void valuesOfSecretsAreHidden() {
    String secret =
        "{apiVersion: v1, kind: Secret, metadata: {name: a, namespace: web}, type: Opaque,"
            + " stringData: {key: %s}}\n";
    before.put("tenants/one/a.yaml", secret.formatted("hunter1"));
    after.put("tenants/one/a.yaml", secret.formatted("hunter2"));
    before.put("tenants/one/b.yaml", secret.formatted("hunter3").replace("name: a", "name: b"));

    assertThat(changes())
        .containsExactly(
            "Secret/web/a stringData.key \"(hidden)\" -> \"(hidden)\" [one]",
            "Secret/web/b "
                + " {\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"b\",\"namespace\":\"web\"},\"type\":\"Opaque\",\"stringData\":{\"key\":\"(hidden)\"}}"
                + " ->  [one]");
  }

  @Test
  void objectsOfAResourceSetAreComparedOneByOne() {
    String set =
        """
        apiVersion: fluxcd.controlplane.io/v1
        kind: ResourceSet
        metadata: {name: web, namespace: flux-system}
        spec:
          resources:
          - %s
        """;
    before.put("tenants/one/web.yaml", set.formatted(MAP.formatted(1, 1).strip()));
    after.put("tenants/one/web.yaml", set.formatted(MAP.formatted(2, 1).strip()));

    assertThat(compare(List.of()).changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.holder()).isEqualTo("ResourceSet/flux-system/web");
              assertThat(change.path()).hasToString("data.a");
            });
  }

  @Test
  void objectThatIsThereTwiceAndWhatIsNoObjectAreRefused() {
    before.put("tenants/one/a.yaml", MAP.formatted(1, 1));
    after.put("tenants/one/a.yaml", MAP.formatted(2, 1));
    after.put("tenants/one/b.yaml", MAP.formatted(2, 1));

    assertThatThrownBy(() -> compare(List.of()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "a rendering to compare must have each object of a cluster once, got 'ConfigMap/web/a'"
                + " twice, the second time in 'tenants/one/b.yaml'; render the fleet anew");

    after.put("tenants/one/b.yaml", "a: 1\n");

    assertThatThrownBy(() -> compare(List.of()))
        .hasMessage(
            "a manifest to compare must consist of objects with kind and name, got something else"
                + " in 'tenants/one/b.yaml'; render the fleet anew");

    after.put("tenants/one/b.yaml", "a: {\n");

    assertThatThrownBy(() -> compare(List.of()))
        .hasMessageStartingWith(
            "a manifest to compare must be YAML, got 'tenants/one/b.yaml' (line 2: ")
        .hasMessageEndingWith("); render the fleet anew");
  }

  @Test
  void equalDangersOfSeveralClustersAreOneAndTheWorstIsFirst() {
    Fleet fleet = ExampleFleet.fleet();
    KubernetesObject data =
        KubernetesObject.of("v1", "PersistentVolumeClaim", "flux-system", "data", Map.of());
    Fleet.Builder with =
        Fleet.builder(fleet.organization(), fleet.fluxRelease()).sync(fleet.sync());
    Fleet.Builder without =
        Fleet.builder(fleet.organization(), fleet.fluxRelease()).sync(fleet.sync());
    for (String name : List.of("prod-eu", "prod-us")) {
      with.addCluster(Cluster.workload(name, Environment.PRODUCTION).addObject(data).build());
      without.addCluster(Cluster.workload(name, Environment.PRODUCTION).build());
    }
    List<Cluster> clusters = without.build().clusters();

    List<Danger> dangers =
        FleetReview.compare(rendered(with.build()), rendered(without.build()), clusters).dangers();

    assertThat(dangers)
        .map(danger -> danger.kind().id() + " " + danger.subject() + " " + danger.clusters())
        .containsExactly(
            "deleted PersistentVolumeClaim/flux-system/data [prod-eu, prod-us]",
            "all-at-once environment 'production' [prod-eu, prod-us]");
  }

  @Test
  void newClusterWidensAndRefusesNothingButMayFetchWithoutASignature() {
    String binding =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: a},"
            + " roleRef: {kind: ClusterRole, name: admin}}\n"
            + "---\n";
    String source =
        "{apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: {name: a,"
            + " namespace: web}, spec: {}}\n";
    before.put("tenants/old/map.yaml", MAP.formatted(1, 1));
    after.put("tenants/old/map.yaml", MAP.formatted(1, 1));
    for (String cluster : List.of("new", "old")) {
      after.put("tenants/" + cluster + "/a.yaml", binding + source);
    }

    assertThat(compare(List.of()).dangers())
        .map(danger -> danger.kind().id() + " " + danger.clusters())
        .containsExactly("widened-role [old]", "unverified [new, old]");
  }

  private List<String> changes() {
    return compare(List.of()).changes().stream()
        .map(
            change ->
                "%s %s %s -> %s %s"
                    .formatted(
                        change.object(),
                        change.path(),
                        change.before(),
                        change.after(),
                        change.clusters()))
        .toList();
  }

  private ChangeSet compare(List<Cluster> fleet) {
    return FleetReview.compare(ArtifactFiles.ofPaths(before), ArtifactFiles.ofPaths(after), fleet);
  }

  private static ArtifactFiles rendered(Fleet fleet) {
    return ArtifactFiles.of(
        fleet.clusters().stream().map(cluster -> Rendering.of(fleet, cluster)).toList());
  }
}
