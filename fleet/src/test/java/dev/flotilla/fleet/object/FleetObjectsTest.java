package dev.flotilla.fleet.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetObjectsTest {
  private final FleetObjects objects = new FleetObjects("staging", TestCluster.SYNC);

  @Test
  void writesWhatFluxSyncsIntoTheClustersFolder() {
    objects.sync("flux-system/two.yaml", "staging/Two", configMap("a"), configMap("b"));

    FleetFile file = objects.files().findFirst().orElseThrow();
    assertThat(file.path()).isEqualTo("clusters/staging/flux-system/two.yaml");
    assertThat(file.content().text())
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: a
              namespace: web
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: b
              namespace: web
            """);
  }

  @Test
  void firstResourceSetBringsTheKustomizationThatAppliesThem() {
    objects.add("staging/Web", set("web"));
    objects.add("staging/Api", set("api"));

    assertThat(objects.files().map(FleetFile::path))
        .containsExactly(
            "clusters/staging/tenants.yaml",
            "tenants/staging/web.yaml",
            "tenants/staging/api.yaml");
    assertThat(objects.files().findFirst().orElseThrow().content().text())
        .isEqualTo(
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata:
              name: tenants
              namespace: flux-system
            spec:
              interval: 12h
              retryInterval: 3m
              serviceAccountName: flux-operator
              sourceRef:
                kind: OCIRepository
                name: flux-system
              path: ./tenants/staging
              prune: true
            """);
  }

  @Test
  void resourceSetsAreBesideTheClustersInAFolderOfAGitRepository() {
    FleetObjects inGit =
        new FleetObjects(
            "staging",
            SyncSource.git(
                "https://github.com/acme/all",
                GitRef.branch("main"),
                "flux/clusters/staging",
                GitVerification.none()));
    inGit.add("staging/Web", set("web"));

    assertThat(inGit.files().findFirst().orElseThrow().content().text())
        .contains("kind: GitRepository\n", "path: ./flux/tenants/staging\n");
  }

  @Test
  void objectsOfDifferentNamesMayStandTogether() {
    objects.sync("a.yaml", "staging/A", configMap("a"));
    objects.add("staging/Web", set("web", configMap("b")));

    assertThat(objects.problems()).isEmpty();
  }

  @Test
  void refusesOneObjectOfTwoConstructsAndNamesBoth() {
    objects.sync("a.yaml", "staging/A", configMap("a"), configMap("b"));
    objects.add("staging/Web", set("web", configMap("b"), configMap("a")));
    objects.add("staging/Web2", set("web"));

    assertThat(objects.problems())
        .containsExactly(
            new Problem(
                "staging/Web",
                "an object must be defined once, got ConfigMap 'web/b', ConfigMap 'web/a' from 'staging/A' too; give each its own name and namespaces"),
            new Problem(
                "staging/Web2",
                "an object must be defined once, got ResourceSet 'flux-system/web' from 'staging/Web' too; give each its own name and namespaces"));
  }

  @Test
  void refusesOneObjectInTwoVersionsOfItsApi() {
    objects.sync("a.yaml", "staging/A", of("example.com/v1", "Web"));
    objects.sync("b.yaml", "staging/B", of("example.com/v1beta1", "Web"));
    objects.sync("c.yaml", "staging/C", of("other.example.com/v1", "Web"));

    assertThat(objects.problems()).extracting(Problem::path).containsExactly("staging/B");
  }

  @Test
  void refusesADependencyThatTheClusterDoesNotHave() {
    ResourceSet.Dependency monitoring =
        new ResourceSet.Dependency(
            "component 'monitoring'",
            of("kustomize.toolkit.fluxcd.io/v1", "Kustomization"),
            DependencyReadiness.once());
    objects.add(
        "staging/Web", new ResourceSet("web", Optional.empty(), List.of(monitoring), List.of()));

    assertThat(objects.problems())
        .containsExactly(
            new Problem(
                "staging/Web",
                "a dependency must be on the same cluster, got component 'monitoring', which cluster 'staging' does not run; add it there, or drop the dependency"));
  }

  @Test
  void dependencyMayComeLater() {
    KubernetesObject kustomization = of("kustomize.toolkit.fluxcd.io/v1", "Kustomization");
    ResourceSet.Dependency monitoring =
        new ResourceSet.Dependency(
            "component 'monitoring'", kustomization, DependencyReadiness.once());
    objects.add(
        "staging/Web", new ResourceSet("web", Optional.empty(), List.of(monitoring), List.of()));
    objects.add("staging/Monitoring", set("monitoring", kustomization));

    assertThat(objects.problems()).isEmpty();
  }

  @Test
  void takesDependenciesThatAreNotOfTheFleet() {
    ResourceSet.Dependency crd =
        new ResourceSet.Dependency(
            "Flux",
            KubernetesObject.ofCluster(
                "apiextensions.k8s.io/v1", "CustomResourceDefinition", "a.example.com", Map.of()),
            DependencyReadiness.exists());
    objects.add("staging/Web", new ResourceSet("web", Optional.empty(), List.of(crd), List.of()));

    assertThat(objects.problems()).isEmpty();
  }

  @Test
  void componentsAndTenantsWaitForTheFirstWheneverItIsAdded() {
    objects.sync("flux-system/operator.yaml", "staging/Operator", set("operator"));
    objects.add("staging/Web", set("web"));
    objects.addFirst("staging/Policy", set("policies"));

    assertThat(objects.problems()).isEmpty();
    assertThat(objects.files().filter(file -> file.content().text().contains("dependsOn")))
        .singleElement()
        .satisfies(file -> assertThat(file.path()).isEqualTo("tenants/staging/web.yaml"))
        .extracting(file -> file.content().text())
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: web
              namespace: flux-system
            spec:
              dependsOn:
              - apiVersion: fluxcd.controlplane.io/v1
                kind: ResourceSet
                name: policies
                namespace: flux-system
                ready: true
              resources: []
            """);
  }

  @Test
  void reportsAnObjectThatItsSchemaRefusesAtItsConstruct() {
    KubernetesObject inSet =
        KubernetesObject.of("v1", "ConfigMap", "web", "a", Ordered.map("dat", Ordered.map()));
    KubernetesObject plain =
        KubernetesObject.of("v1", "ConfigMap", "web", "b", Ordered.map("immutable", "yes"));
    objects.add("staging/Web", set("web", inSet));
    objects.sync("b.yaml", "staging/B", plain);

    assertThat(objects.problems())
        .containsExactly(
            new Problem(
                "staging/Web",
                "a field must be one that its kind has, got 'dat' in ConfigMap 'web/a'; did you mean 'data'?"),
            new Problem(
                "staging/B", "'immutable' in ConfigMap 'web/b' must be a boolean, got 'yes'"));
  }

  @Test
  void reportsABrokenRuleAtTheConstructOfTheObject() {
    KubernetesObject web = KubernetesObject.ofCluster("v1", "Namespace", "web", Ordered.map());
    objects.require(
        (object, namespace) ->
            namespace.map(found -> object.id() + " is in " + found.metadata().get("name")));
    objects.add("staging/Web", set("web", configMap("a")));
    objects.sync("namespace.yaml", "staging/Namespace", web);

    assertThat(objects.problems())
        .containsExactly(new Problem("staging/Web", "ConfigMap 'web/a' is in web"));
  }

  @Test
  void clustersShareEqualContentsAlsoThoseThatWaitForTheFirst() {
    FleetObjects production = new FleetObjects("production", TestCluster.SYNC);
    SharedObjects contents = new SharedObjects();
    for (FleetObjects cluster : List.of(objects, production)) {
      cluster.add("Web", set("web", configMap("a")));
      cluster.addFirst("Policy", set("policies"));
      cluster.share(contents);
    }

    FleetFile.Content web = content(objects, "tenants/staging/web.yaml");
    assertThat(web.text()).containsOnlyOnce("name: policies\n");
    assertThat(content(production, "tenants/production/web.yaml")).isSameAs(web);
    assertThat(content(production, "clusters/production/tenants.yaml"))
        .isNotEqualTo(content(objects, "clusters/staging/tenants.yaml"));
    assertThat(objects.problems()).isEmpty();
  }

  private static FleetFile.Content content(FleetObjects cluster, String path) {
    return cluster
        .files()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .content();
  }

  @Test
  void reportsWhatConstructsHaveReported() {
    objects.report("staging/Web", "broken on purpose");

    assertThat(objects.problems()).containsExactly(new Problem("staging/Web", "broken on purpose"));
  }

  private static ResourceSet set(String name, KubernetesObject... resources) {
    return new ResourceSet(name, Optional.empty(), List.of(), List.of(resources));
  }

  private static KubernetesObject configMap(String name) {
    return KubernetesObject.of("v1", "ConfigMap", "web", name, Ordered.map());
  }

  private static KubernetesObject of(String apiVersion, String kind) {
    return KubernetesObject.of(apiVersion, kind, "monitoring", "infra-configs", Ordered.map());
  }
}
