package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.schema.ObjectSchemas;
import dev.flotilla.fleet.schema.SchemaFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field that can name a namespace, found in the schemas of all kinds that tenants write. */
class ReferenceFieldsTest {
  /** A field of a kind. */
  record KindField(String kind, String path) {
    @Override
    public String toString() {
      return kind + " " + path;
    }
  }

  /** What names a namespace and lets nobody out of it, and why. */
  private static final Map<String, String> HARMLESS =
      new TreeMap<>(
          Map.of(
              "targetNamespace",
              "what is there is applied as the tenant's account",
              "storageNamespace",
              "a release is stored as the tenant's account",
              "spec.patches[].target.namespace",
              "chooses among what is built",
              "spec.ignore[].target.namespace",
              "chooses among what is applied",
              "spec.driftDetection.ignore[].target.namespace",
              "chooses among what is applied",
              "spec.postRenderers[].kustomize.patches[].target.namespace",
              "chooses among what is rendered",
              "createNamespace",
              "is done as the tenant's account, which may not"));

  static Stream<KindField> namespaces() {
    return TenantKinds.written().stream()
        .flatMap(
            kind ->
                SchemaFields.of(TenantKinds.apiVersion(kind), kind).stream()
                    .filter(field -> field.path().toLowerCase(Locale.ROOT).contains("namespace"))
                    .map(field -> new KindField(kind, field.path())));
  }

  static Stream<KindField> references() {
    return namespaces()
        .filter(field -> !HARMLESS.containsKey(field.path))
        .filter(
            field -> !HARMLESS.containsKey(field.path.substring(field.path.lastIndexOf('.') + 1)));
  }

  /** A custom resource definition that brings a new field adds a line here, and needs a rule. */
  @Test
  void listsTheFieldsThatReferToOtherNamespaces() {
    assertThat(references().map(KindField::toString))
        .containsExactly(
            "HelmRepository spec.accessFrom.namespaceSelectors[].matchLabels",
            "ArtifactGenerator spec.sources[].namespace",
            "Kustomization spec.dependsOn[].namespace",
            "Kustomization spec.healthChecks[].namespace",
            "Kustomization spec.sourceRef.namespace",
            "HelmRelease spec.chart.spec.sourceRef.namespace",
            "HelmRelease spec.chartRef.namespace",
            "HelmRelease spec.dependsOn[].namespace",
            "ImageRepository spec.accessFrom.namespaceSelectors[].matchLabels",
            "ImagePolicy spec.imageRepositoryRef.namespace",
            "ImageUpdateAutomation spec.sourceRef.namespace",
            "Alert spec.eventSources[].namespace",
            "Receiver spec.resources[].namespace",
            "ResourceSet spec.dependsOn[].namespace",
            "ResourceSetInputProvider spec.selectors[].namespace");
  }

  static Stream<KindField> namedNamespaces() {
    return references().filter(field -> field.path.endsWith(".namespace"));
  }

  @ParameterizedTest
  @MethodSource("namedNamespaces")
  void refusesAnotherNamespaceInEachFieldButNotItsOwn(KindField field) {
    List<KubernetesObject> foreign = TenantKinds.with(field.kind, field.path, "backend");
    List<KubernetesObject> own = TenantKinds.with(field.kind, field.path, "frontend");

    assertThat(foreign).isNotEmpty();
    assertThat(foreign)
        .allSatisfy(
            object ->
                assertThat(refusal(object))
                    .isEqualTo(
                        "flux-tenant-references-%s: what a tenant's object refers to must be in a namespace of the tenant, got 'backend' in 'web'; drop it, or name one of [frontend]"
                            .formatted(Tenancy.plural(field.kind))));
    assertThat(own)
        .allSatisfy(
            object -> {
              assertThat(ObjectSchemas.problems(object)).isEmpty();
              assertThat(refusal(object)).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("sharing")
  void refusesToOpenAnObjectToOtherNamespaces(String kind) {
    KubernetesObject shared =
        TenantKinds.with(kind, "spec.accessFrom", Map.of("namespaceSelectors", List.of())).get(0);

    assertThat(refusal(shared))
        .isEqualTo(
            "flux-tenant-sharing: an object of a tenant must not be open to other namespaces, got spec.accessFrom in 'web'; drop it");
  }

  static List<String> sharing() {
    return List.of("HelmRepository", "ImageRepository");
  }

  /** Flux 2.10 writes artifacts to other namespaces, and makes namespaces. */
  @Test
  void generatorsOfTheNextFluxStayInTheirNamespace() {
    KubernetesObject elsewhere =
        TenantKinds.with("ArtifactGenerator", "spec.artifacts[].namespace", "backend").get(0);
    KubernetesObject pattern =
        TenantKinds.with("ArtifactGenerator", "spec.artifacts[].namespace", "{team}").get(0);
    KubernetesObject own =
        TenantKinds.with("ArtifactGenerator", "spec.artifacts[].namespace", "frontend").get(0);
    KubernetesObject managing =
        TenantKinds.with(
                "ArtifactGenerator",
                "spec.managedNamespaces",
                Map.of("allowedNames", List.of("true"), "prune", true))
            .get(0);

    assertThat(refusal(elsewhere)).isEqualTo(foreign("backend"));
    assertThat(refusal(pattern)).isEqualTo(foreign("{team}"));
    assertThat(refusal(own)).isEmpty();
    assertThat(refusal(managing))
        .isEqualTo(
            "flux-tenant-references-artifactgenerators: a tenant's namespaces must be created by the fleet, got spec.managedNamespaces in 'web'; drop it, and add them with TenantProps.Builder.namespaces");
  }

  private static String foreign(String namespace) {
    return "flux-tenant-references-artifactgenerators: what a tenant's object refers to must be in a namespace of the tenant, got '%s' in 'web'; drop it, or name one of [frontend]"
        .formatted(namespace);
  }

  /** The operator reads what has no namespace wherever the field says it is. */
  @ParameterizedTest
  @MethodSource("clusterScoped")
  void resourceSetDependsOnWhatIsInNamespacesOnly(String dependency) {
    Map<String, Object> other = TenantKinds.parse("{" + dependency + "}");
    KubernetesObject object =
        TenantKinds.with("ResourceSet", "spec.dependsOn", List.of(other)).get(0);

    assertThat(refusal(object))
        .isEqualTo(
            "flux-tenant-references-resourcesets: a tenant's ResourceSet must depend on objects that are in namespaces, got '%s %s' in 'web'; name objects of Flux, apps/v1, batch/v1, or ConfigMaps, Secrets, Services, PersistentVolumeClaims and Pods",
            other.get("apiVersion"), other.get("kind"));
  }

  static List<String> clusterScoped() {
    return List.of(
        "apiVersion: v1, kind: Node, name: a, namespace: frontend",
        "apiVersion: v1, kind: Namespace, name: backend",
        "apiVersion: v1, kind: PersistentVolume, name: a, namespace: frontend",
        "apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, name: admin",
        "apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, name: a.example.com",
        "apiVersion: evil.fluxcd.io.example.com/v1, kind: Any, name: a, namespace: frontend");
  }

  @Test
  void tenantMayHaveEveryLegalObject() {
    assertThat(TenantKinds.legal())
        .allSatisfy(
            object -> {
              assertThat(ObjectSchemas.problems(object)).isEmpty();
              assertThat(refusal(object)).isEmpty();
            });
  }

  @Test
  void everyKindIsOfTenantsOrOfTheFleet() {
    assertThat(TenantKinds.all())
        .allMatch(
            line -> {
              String kind = line.split(" ", -1)[1];
              return TenantKinds.written().contains(kind) || TenantKinds.FLEETS_OWN.contains(kind);
            });
  }

  private static String refusal(KubernetesObject object) {
    return Tenancy.of(Tenancy.ACCESS).refusal(object).orElse("");
  }
}
