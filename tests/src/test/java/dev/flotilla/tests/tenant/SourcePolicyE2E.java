package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server says to tenants, once the operator has applied the fleet's policies. */
@Tag("staging")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcePolicyE2E {
  private static final String TENANT = "policy-tenant";
  private static final String INFRA = "policy-infra";
  private static final String LATE = "policy-late";
  private static final String ALLOWED = "https://github.com/controlplaneio-fluxcd/a";
  private static final String ARTIFACT =
      "{apiVersion: source.toolkit.fluxcd.io/v1, kind: ExternalArtifact, metadata: {name: own}}";
  private static final String MINIO = "minio.acme.example:9000";

  private final KubernetesClient client;
  private final String registry;
  private final GenericKubernetesResource policies;

  SourcePolicyE2E(@InSandbox("staging") DeployedSandbox cluster) throws IOException {
    this.client = cluster.sandbox().client();
    this.registry = "oci://" + cluster.sandbox().registry() + "/";
    Path folder = Project.emptyFolder("policy");
    Program program = Program.variedFleet(folder, "bucket=" + MINIO).against(cluster.sandbox());
    program.run("synth", "staging").succeeded();
    this.policies =
        object(Files.readString(program.output().resolve("fleet/tenants/staging/policies.yaml")));
  }

  @BeforeAll
  void operatorAppliesThem() {
    namespace(TENANT, "tenant");
    namespace(INFRA, "infra");
    namespace(LATE, "infra");
    client.resource(policies).create();
    Waiting.await()
        .untilAsserted(() -> assertThat(Flux.isReady(client.resource(policies).get())).isTrue());
    // The API server learns of each policy a moment after it is there.
    for (TenantAttack attack : attacks()) {
      Waiting.await().alias(attack.kind()).until(() -> refuses(TENANT, attack.forbidden()));
    }
    Waiting.await().until(() -> refuses(TENANT, ARTIFACT));
  }

  @AfterAll
  void operatorRemovesThem() {
    client.resource(policies).delete();
    for (String namespace : List.of(TENANT, INFRA, LATE)) {
      client.namespaces().withName(namespace).delete();
    }
    Waiting.await().until(() -> policyNames().isEmpty());
  }

  List<TenantAttack> attacks() {
    return TenantAttack.all(registry, MINIO);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void refusesATenantButNotItsLegalTwinAndOthers(TenantAttack attack) {
    assertRefused(
        attack.policy(), attack.refusal(), () -> create(client, TENANT, attack.forbidden()));
    assertThat(client.resource(in(TENANT, attack.forbidden())).get()).isNull();

    create(client, TENANT, attack.allowed());
    create(client, INFRA, attack.forbidden());
  }

  @Test
  void refusesAnArtifactThatFluxHasNotCreated() {
    create(client, TENANT, git("status", ALLOWED));
    create(client, TENANT, TenantAttack.generator("status", "alias: a, kind: Bucket, name: a"));
    String refusal =
        "a tenant's artifact must be created by Flux itself, got one from 'system:serviceaccount:policy-tenant:source-controller'; use a source or an ArtifactGenerator";

    try (KubernetesClient tenant = as(TENANT, "source-controller")) {
      assertRefused("flux-tenant-artifacts", refusal, () -> create(tenant, TENANT, ARTIFACT));
      assertRefused("flux-tenant-artifacts", refusal, () -> setArtifact(tenant, TENANT));
      assertRefused("flux-tenant-artifacts", refusal, () -> setInventory(tenant, TENANT));
    }
    create(client, INFRA, ARTIFACT);
    create(client, INFRA, git("status", ALLOWED));
    setArtifact(client, INFRA);
    try (KubernetesClient watcher = as(Flux.NAMESPACE, "source-watcher");
        KubernetesClient controller = as(Flux.NAMESPACE, "source-controller")) {
      create(watcher, TENANT, ARTIFACT);
      setArtifact(controller, TENANT);
      setInventory(watcher, TENANT);
    }
  }

  @Test
  void existingObjectMayBeLabelledAndDeletedButNotChanged() {
    String elsewhere = git("web", "https://evil.test/a");
    create(client, LATE, elsewhere);
    namespace(LATE, "tenant");
    String other = git("other", "https://evil.test/a");
    Waiting.await().until(() -> refuses(LATE, other));

    // Not Flux's own, which its controllers, if they run here, remove by themselves.
    patch(LATE, elsewhere, "{\"metadata\":{\"finalizers\":[\"tests.flotilla.dev/kept\"]}}");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> patch(LATE, elsewhere, "{\"spec\":{\"interval\":\"2h\"}}"))
        .withMessageContaining("'flux-tenant-sources'");
    patch(LATE, elsewhere, "{\"spec\":{\"url\":\"" + ALLOWED + "\"}}");
    client.resource(in(LATE, elsewhere)).delete();
    patch(LATE, elsewhere, "{\"metadata\":{\"finalizers\":null}}");

    Waiting.await().until(() -> client.resource(in(LATE, elsewhere)).get() == null);
  }

  private List<String> policyNames() {
    return client
        .admissionRegistration()
        .v1()
        .validatingAdmissionPolicies()
        .list()
        .getItems()
        .stream()
        .map(policy -> policy.getMetadata().getName())
        .filter(name -> name.startsWith("flux-tenant-"))
        .toList();
  }

  private static void assertRefused(String policy, String refusal, Runnable action) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(action::run)
        .extracting(e -> e.getStatus().getMessage())
        .asString()
        .endsWith(
            "ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s"
                .formatted(policy, policy, refusal));
  }

  private boolean refuses(String namespace, String yaml) {
    GenericKubernetesResource object = in(namespace, yaml);
    try {
      client.resource(object).dryRun().create();
      return false;
    } catch (KubernetesClientException e) {
      return e.getMessage().contains("ValidatingAdmissionPolicy");
    }
  }

  private void namespace(String name, String role) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("toolkit.fluxcd.io/role", role)
                .addToAnnotations("policy.flotilla.dev/signers", "nobody")
                .endMetadata()
                .build())
        .serverSideApply();
  }

  private static void create(KubernetesClient client, String namespace, String yaml) {
    client.resource(in(namespace, yaml)).create();
  }

  private void patch(String namespace, String yaml, String patch) {
    client.resource(in(namespace, yaml)).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static void setArtifact(KubernetesClient client, String namespace) {
    setStatus(
        client.genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository"),
        namespace,
        """
        {"artifact":{"url":"http://evil.test/a.tar.gz","path":"a.tar.gz","revision":"a",
          "digest":"sha256:1234","lastUpdateTime":"2026-01-01T00:00:00Z"}}
        """);
  }

  /** What a generator says it has made, which would be removed with it. */
  private static void setInventory(KubernetesClient client, String namespace) {
    setStatus(
        client.genericKubernetesResources(
            "source.extensions.fluxcd.io/v1beta1", "ArtifactGenerator"),
        namespace,
        """
        {"inventory":[{"name":"web","namespace":"other","digest":"sha256:1234","filename":"a"}]}
        """);
  }

  private static void setStatus(
      MixedOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> kind,
      String namespace,
      String status) {
    kind.inNamespace(namespace)
        .withName("status")
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + status + "}");
  }

  private KubernetesClient as(String namespace, String account) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + account)
                .withImpersonateGroups("system:masters")
                .build())
        .build();
  }

  private static String git(String name, String url) {
    return TenantAttack.source("GitRepository", name, "url: '" + url + "'");
  }

  private static GenericKubernetesResource in(String namespace, String yaml) {
    GenericKubernetesResource object = object(yaml);
    object.getMetadata().setNamespace(namespace);
    return object;
  }

  private static GenericKubernetesResource object(String yaml) {
    // Without it, what begins with a brace is read as JSON.
    return Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
  }
}
