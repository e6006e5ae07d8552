package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final String FLEET = "latest@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final String BACKEND = "v1.2.0@sha256:00112233445566778899aabbccddeeff";

  private final Map<String, FluxObject> objects = new LinkedHashMap<>();

  @BeforeEach
  void putAFleet() {
    source("flux-system", "flux-system", FLEET, "matchOIDCIdentity: [%s]".formatted(identity()));
    kustomization(
        "flux-system",
        "flux-system",
        FLEET,
        "flux-system_tenants_kustomize.toolkit.fluxcd.io_Kustomization",
        "flux-system_flux-runtime-info__ConfigMap");
    kustomization(
        "flux-system", "tenants", FLEET, "flux-system_backend_fluxcd.controlplane.io_ResourceSet");
    put(
        "fluxcd.controlplane.io",
        "ResourceSet",
        "flux-system",
        "backend",
        "spec: {}",
        "inventory: {entries: [{id: _backend__Namespace, v: v1}, {id: backend_apps_source.toolkit.fluxcd.io_OCIRepository, v: v1}, {id: backend_apps_kustomize.toolkit.fluxcd.io_Kustomization, v: v1}]}",
        "True",
        "ReconciliationSucceeded",
        "done");
    source("backend", "apps", BACKEND, "secretRef: {name: cosign-key}");
    kustomization("backend", "apps", BACKEND);
  }

  @Test
  void areReadyWhenAllPartsHaveTheRevisionOfTheirSource() {
    Delivery fleet = look();

    assertThat(fleet.isReady()).as(fleet.toString()).isTrue();
    assertThat(Delivery.summary(List.of(fleet))).isEqualTo("3 of 3 ready");
  }

  @Test
  void tellTheSourceOfEachAndWhoSignsIt() {
    Delivery fleet = look();
    Delivery tenants = fleet.deliveries().get(0);
    Delivery backend = tenants.deliveries().get(0);

    assertThat(fleet.name()).isEqualTo("flux-system");
    assertThat(fleet.source()).isEqualTo("flux-system/flux-system");
    assertThat(fleet.revision()).isEqualTo(FLEET);
    assertThat(fleet.origin()).isEqualTo("main@sha1:206517c2");
    assertThat(fleet.signer())
        .isEqualTo("acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main");
    assertThat(tenants.name()).isEqualTo("tenants");
    assertThat(backend.name()).isEqualTo("backend");
    assertThat(backend.source()).isEqualTo("backend/apps");
    assertThat(backend.revision()).isEqualTo(BACKEND);
    assertThat(backend.signer()).isEqualTo("key cosign-key");
  }

  @Test
  void namePartThatIsNotThere() {
    objects.remove("Kustomization/backend/apps");

    assertObstacles("Kustomization/backend/apps: waiting: not there");
  }

  @Test
  void nameFleetThatIsNotThere() {
    objects.clear();

    assertObstacles("Kustomization/flux-system/flux-system: waiting: not there");
  }

  @Test
  void waitForWhatHasAppliedAnEarlierRevision() {
    kustomization("backend", "apps", "v1.1.0@sha256:0000");

    assertObstacles(
        "Kustomization/backend/apps: waiting: has applied 'v1.1.0@sha256:0000', its source is at '%s'"
            .formatted(BACKEND));
  }

  @Test
  void tellCausesBeforeWhatWaitsForThem() {
    put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        "backend",
        "apps",
        "spec: {sourceRef: {kind: OCIRepository, name: apps}}",
        "lastAppliedRevision: ''",
        "False",
        "DependencyNotReady",
        "dependency 'infra/monitoring' is not ready");
    put(
        "source.toolkit.fluxcd.io",
        "OCIRepository",
        "backend",
        "apps",
        "spec: {}",
        "observedGeneration: 2",
        "False",
        "OCIArtifactPullFailed",
        "GET http://127.0.0.1/v2/: UNAUTHORIZED: authentication required");

    assertObstacles(
        "OCIRepository/backend/apps: unauthorized: GET http://127.0.0.1/v2/: UNAUTHORIZED: authentication required",
        "Kustomization/backend/apps: waiting: dependency 'infra/monitoring' is not ready");
  }

  @Test
  void tellArtifactThatIsNotFound() {
    put(
        "source.toolkit.fluxcd.io",
        "OCIRepository",
        "backend",
        "apps",
        "spec: {}",
        "artifact: {revision: '%s'}".formatted(BACKEND),
        "False",
        "OCIArtifactPullFailed",
        "GET http://127.0.0.1/v2/x: MANIFEST_UNKNOWN: manifest unknown");

    assertObstacles(
        "OCIRepository/backend/apps: not found: GET http://127.0.0.1/v2/x: MANIFEST_UNKNOWN: manifest unknown");
  }

  @Test
  void tellSignatureThatIsRefused() {
    FluxObject refused =
        object(
            "source.toolkit.fluxcd.io",
            "OCIRepository",
            "backend",
            "apps",
            """
            spec: {}
            status:
              artifact: {revision: '%s'}
              conditions:
              - {type: Ready, status: "False", reason: VerificationError, message: failed, observedGeneration: 2}
              - {type: SourceVerified, status: "False", reason: VerificationError, message: no matching signatures were found, observedGeneration: 2}
            """
                .formatted(BACKEND));
    objects.put(refused.id().toString(), refused);

    assertObstacles(
        "OCIRepository/backend/apps: signature refused: no matching signatures were found");
  }

  @Test
  void tellWhatIsSuspended() {
    put(
        "source.toolkit.fluxcd.io",
        "OCIRepository",
        "backend",
        "apps",
        "spec: {suspend: true}",
        "artifact: {revision: '%s'}".formatted(BACKEND),
        "True",
        "Succeeded",
        "stored");

    assertObstacles("OCIRepository/backend/apps: suspended");
  }

  @Test
  void tellWhatItsControllerHasNotSeen() {
    FluxObject unseen =
        object(
            "source.toolkit.fluxcd.io",
            "OCIRepository",
            "backend",
            "apps",
            "spec: {}\nstatus: {artifact: {revision: '%s'}}".formatted(BACKEND));
    objects.put(unseen.id().toString(), unseen);

    assertObstacles("OCIRepository/backend/apps: waiting: not seen by its controller yet");
  }

  @Test
  void waitForASourceThatWasAskedToFetchAgain() {
    putBackendSource("2026-11-21T12:00:01Z", "2026-11-21T12:00:00Z");

    assertObstacles("OCIRepository/backend/apps: waiting: asked to fetch again, and has not yet");

    putBackendSource("2026-11-21T12:00:01Z", "2026-11-21T12:00:01Z");

    assertThat(look().isReady()).isTrue();
  }

  @Test
  void nameTheSourcesThatAreThere() {
    assertThat(deliveries().sources("flux-system"))
        .extracting(ObjectId::toString)
        .containsExactly("OCIRepository/flux-system/flux-system", "OCIRepository/backend/apps");

    objects.remove("OCIRepository/backend/apps");

    assertThat(deliveries().sources("flux-system")).hasSize(1);
  }

  @Test
  void tellWhoIsNotReady() {
    objects.remove("Kustomization/backend/apps");

    assertThat(Delivery.summary(List.of(look()))).isEqualTo("2 of 3 ready, not yet backend");
  }

  private Delivery look() {
    return deliveries().of("flux-system");
  }

  private Deliveries deliveries() {
    return new Deliveries(id -> Optional.ofNullable(objects.get(id.toString())));
  }

  private void putBackendSource(String requested, String handled) {
    FluxObject source =
        object(
            "source.toolkit.fluxcd.io",
            "OCIRepository",
            "backend",
            "apps",
            """
            status:
              artifact: {revision: '%s'}
              lastHandledReconcileAt: '%s'
              conditions:
              - {type: Ready, status: "True", reason: Succeeded, message: stored, observedGeneration: 2}
            """
                .formatted(BACKEND, handled),
            Map.of("reconcile.fluxcd.io/requestedAt", requested));
    objects.put(source.id().toString(), source);
  }

  private void assertObstacles(String... obstacles) {
    Delivery fleet = look();

    assertThat(fleet.isReady()).isFalse();
    assertThat(fleet.all().flatMap(delivery -> delivery.obstacles().stream()))
        .extracting(Obstacle::toString)
        .containsExactly(obstacles);
    assertThat(Delivery.summary(List.of(fleet))).contains(" ready, not yet ");
  }

  private void source(String namespace, String name, String revision, String verify) {
    put(
        "source.toolkit.fluxcd.io",
        "OCIRepository",
        namespace,
        name,
        "spec: {verify: {provider: cosign, %s}}".formatted(verify),
        "artifact: {revision: '%s', metadata: {org.opencontainers.image.revision: 'main@sha1:206517c2'}}"
            .formatted(revision),
        "True",
        "Succeeded",
        "stored");
  }

  private void kustomization(String namespace, String name, String revision, String... inventory) {
    String entries =
        String.join(", ", Stream.of(inventory).map("{id: %s, v: v1}"::formatted).toList());
    put(
        "kustomize.toolkit.fluxcd.io",
        "Kustomization",
        namespace,
        name,
        "spec: {sourceRef: {kind: OCIRepository, name: %s, namespace: %s}}"
            .formatted(name.equals("tenants") ? "flux-system" : name, namespace),
        "lastAppliedRevision: '%s'\n  inventory: {entries: [%s]}".formatted(revision, entries),
        "True",
        "Succeeded",
        "applied");
  }

  private void put(
      String group,
      String kind,
      String namespace,
      String name,
      String spec,
      String status,
      String ready,
      String reason,
      String message) {
    FluxObject object =
        object(
            group,
            kind,
            namespace,
            name,
            """
            %s
            status:
              %s
              conditions:
              - {type: Ready, status: "%s", reason: %s, message: "%s", observedGeneration: 2}
            """
                .formatted(spec, status, ready, reason, message));
    objects.put(object.id().toString(), object);
  }

  /** An object of generation 2. */
  private static FluxObject object(
      String group, String kind, String namespace, String name, String rest) {
    return object(group, kind, namespace, name, rest, Map.of());
  }

  private static FluxObject object(
      String group,
      String kind,
      String namespace,
      String name,
      String rest,
      Map<String, String> annotations) {
    GenericKubernetesResource object =
        Serialization.unmarshal(
            """
            apiVersion: %s/v1
            kind: %s
            metadata: {name: %s, namespace: %s, generation: 2}
            %s
            """
                .formatted(group, kind, name, namespace, rest),
            GenericKubernetesResource.class);
    object.getMetadata().setAnnotations(annotations);
    return new FluxObject(new ObjectId(group, "v1", kind, namespace, name), object);
  }

  private static String identity() {
    return "{issuer: '^https://token\\.actions\\.githubusercontent\\.com$', subject: '^https://github\\.com/acme/fleet/\\.github/workflows/push-artifact\\.yaml@refs/heads/main$'}";
  }
}
