package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What an API server with the policies of {@code CorpusFleet} says to its tenant {@code frontend},
 * which asks with a token of its own.
 *
 * <p>No other test may have policies on that sandbox: an API server stops to watch ConfigMaps when
 * the last policy that reads one goes, and does not begin again, so that policies that come later
 * would read the other test's allow-list.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantCorpusE2E {
  private static final String TENANT = "frontend";

  private final KubernetesClient client;
  private final GenericKubernetesResource policies;
  private final List<GenericKubernetesResource> tenantObjects;
  private KubernetesClient tenant;

  TenantCorpusE2E(@InSandbox("prod-us") DeployedSandbox cluster) {
    this.client = cluster.sandbox().client();
    Program program = Program.ownFleet("CorpusFleet", Project.emptyFolder("corpus"));
    program.run("synth", "staging").succeeded();
    var fleet = program.output().resolve("fleet/tenants/staging");
    this.policies = Manifest.parse(Project.read(fleet.resolve("policies.yaml")));
    this.tenantObjects =
        resources(Manifest.parse(Project.read(fleet.resolve(TENANT + ".yaml")))).stream()
            .filter(
                object ->
                    List.of("Namespace", "ServiceAccount", "RoleBinding")
                        .contains(object.getKind()))
            .toList();
  }

  private static List<GenericKubernetesResource> resources(GenericKubernetesResource set) {
    List<Map<String, Object>> resources = set.get("spec", "resources");
    return resources.stream()
        .map(Serialization::asJson)
        .map(json -> Serialization.unmarshal(json, GenericKubernetesResource.class))
        .toList();
  }

  @BeforeAll
  void operatorAppliesThePoliciesAndTheTenantIsThere() {
    tenantObjects.forEach(object -> client.resource(object).serverSideApply());
    client.resource(policies).create();
    Waiting.await().until(() -> Flux.isReady(client.resource(policies).get()));
    tenant = withToken();
    // The API server learns of each policy a moment after it is there.
    TenantManifest.hostile().stream()
        .collect(Collectors.toMap(TenantManifest::file, hostile -> hostile, (one, other) -> one))
        .values()
        .stream()
        .filter(this::isServed)
        .forEach(
            hostile ->
                Waiting.await()
                    .untilAsserted(
                        () -> {
                          String answer = answer(hostile).orElse("not refused");
                          assertThat(hostile.isRefusedBy(answer))
                              .as(hostile + ": " + answer)
                              .isTrue();
                        }));
  }

  private KubernetesClient withToken() {
    TokenRequest token =
        client
            .serviceAccounts()
            .inNamespace(TENANT)
            .withName("flux")
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3600L)
                    .endSpec()
                    .build());
    Config admin = client.getConfiguration();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl())
                .withCaCertData(admin.getCaCertData())
                .withCaCertFile(admin.getCaCertFile())
                .withOauthToken(token.getStatus().getToken())
                .build())
        .build();
  }

  @AfterAll
  void tenantLeaves() {
    tenant.close();
  }

  @Test
  void tenantMayHaveNoObjectOfTheHostileCorpus() {
    assertThat(
            TenantManifest.hostile().parallelStream()
                .filter(this::isServed)
                .filter(hostile -> !answer(hostile).map(hostile::isRefusedBy).orElse(false))
                .map(hostile -> hostile + ": " + answer(hostile).orElse("not refused")))
        .isEmpty();
  }

  @Test
  void tenantMayHaveEveryObjectOfTheLegalCorpus() {
    List<TenantManifest> legal = TenantManifest.legal();

    assertThat(legal).hasSizeGreaterThanOrEqualTo(60);
    // A binding is taken only if its role is there, which a dry run does not leave behind.
    legal.stream()
        .filter(TenantCorpusE2E::isRole)
        .forEach(role -> tenant.resource(role.object()).create());
    assertThat(
            legal.parallelStream()
                .filter(one -> isServed(one) && !isRole(one))
                .flatMap(one -> answer(one).map(answer -> one + ": " + answer).stream()))
        .isEmpty();
  }

  /** Image automation runs elsewhere; its kinds are asked in TenantCorpusTest. */
  @Test
  void servesAllKindsExceptThoseOfImages() {
    assertThat(
            TenantManifest.hostile().stream()
                .filter(hostile -> !isServed(hostile))
                .map(hostile -> hostile.object().getKind())
                .distinct())
        .containsExactlyInAnyOrder("ImagePolicy", "ImageRepository", "ImageUpdateAutomation");
  }

  /** A field that is misspelt, or of another type, would be a warning there. */
  @Test
  void expressionsHaveNoTypeCheckWarnings() {
    Waiting.await().until(() -> policyWarnings().values().stream().allMatch(Optional::isPresent));

    assertThat(policyWarnings().values().stream().flatMap(Optional::stream))
        .allMatch(List::isEmpty);
  }

  /** What admission cannot see into is judged when it is applied, as the tenant's account. */
  @Test
  void objectsInAResourceSetAreAppliedAsTheTenant() {
    GenericKubernetesResource set =
        Manifest.parse(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata: {name: planting, namespace: frontend}
            spec:
              serviceAccountName: flux
              resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: planted, namespace: default}}]
            """);
    tenant.resource(set).create();
    try {
      Waiting.await()
          .untilAsserted(
              () ->
                  assertThat(
                          Objects.toString(tenant.resource(set).get().get("status", "conditions")))
                      .contains(
                          "configmaps \"planted\" is forbidden: User \"system:serviceaccount:frontend:flux\" cannot patch resource \"configmaps\" in API group \"\" in the namespace \"default\""));
      assertThat(client.configMaps().inNamespace("default").withName("planted").get()).isNull();
    } finally {
      tenant.resource(set).delete();
      Waiting.await().until(() -> tenant.resource(set).get() == null);
    }
  }

  private static boolean isRole(TenantManifest manifest) {
    return manifest.object().getKind().equals("Role");
  }

  private boolean isServed(TenantManifest manifest) {
    return !manifest.object().getApiVersion().startsWith("image.toolkit.fluxcd.io/");
  }

  /** Returns what the API server says against an object, nothing if it would take it. */
  private Optional<String> answer(TenantManifest manifest) {
    try {
      tenant.resource(manifest.object()).dryRun().create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(e.getStatus().getMessage());
    }
  }

  /** Returns the warnings of each policy; none are there until it has been checked. */
  private Map<String, Optional<List<?>>> policyWarnings() {
    Map<String, Optional<List<?>>> warnings = new TreeMap<>();
    for (var policy :
        client.admissionRegistration().v1().validatingAdmissionPolicies().list().getItems()) {
      if (policy.getMetadata().getName().startsWith("flux-")) {
        warnings.put(
            policy.getMetadata().getName(),
            Optional.ofNullable(policy.getStatus())
                .filter(
                    status ->
                        Objects.equals(
                            status.getObservedGeneration(), policy.getMetadata().getGeneration()))
                .map(status -> status.getTypeChecking())
                .map(checked -> checked.getExpressionWarnings()));
      }
    }
    return warnings;
  }
}
