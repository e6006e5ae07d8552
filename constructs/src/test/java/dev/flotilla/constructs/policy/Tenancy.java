package dev.flotilla.constructs.policy;

import dev.flotilla.constructs.TestCluster;
import dev.flotilla.constructs.flux.GitRef;
import dev.flotilla.constructs.flux.Verification;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.ObjectMetadata;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.tenant.FluxAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tenant {@code frontend} on a cluster with the fleet's policies, as the API server sees it.
 */
final class Tenancy {
  static final SourcePolicyProps POLICY =
      SourcePolicyProps.of("https://github.com/acme/")
          .allowingSigned("oci://ghcr.io/acme/")
          .allowing("oci://ghcr.io/acme/charts/")
          .allowing("https://charts.acme.example/")
          .allowing(new AllowedBucket("minio.acme.example:9000", "web"))
          .allowing(new AllowedBucket("storage.googleapis.com", "acme"))
          .allowing(new AllowedBucket("https://acme.blob.example", "web"));

  static final FluxAccess ACCESS =
      FluxAccess.standard()
          .allowingHost("hooks.chat.example")
          .allowingHost("sts.acme.example")
          .allowingHost("gitea.acme.example:3000")
          .withResourceSets();

  static final Verification.GitHubActions SIGNER =
      new Verification.GitHubActions("acme/apps", "push-frontend.yaml", GitRef.branch("main"));

  static final Verification KEY =
      Verification.publicKey("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n");

  private static final String TENANT = "system:serviceaccount:frontend:flux";
  private static final List<KubernetesObject> POLICIES =
      SourcePolicyObjects.render(POLICY, TestCluster.staging()).resources().stream()
          .filter(object -> object.kind().equals("ValidatingAdmissionPolicy"))
          .toList();

  private final Map<String, Object> annotations;

  private Tenancy(FluxAccess access, Verification signer) {
    this.annotations =
        new HashMap<>(access.on(ObjectMetadata.NONE, List.of("frontend"), signer).annotations());
  }

  static Tenancy of(FluxAccess access) {
    return new Tenancy(access, SIGNER);
  }

  /** Returns it with an artifact that another signs. */
  static Tenancy of(FluxAccess access, Verification signer) {
    return new Tenancy(access, signer);
  }

  /** Returns what the first policy says that refuses to create an object, after its name. */
  Optional<String> refusal(KubernetesObject object) {
    return refusals(object).findFirst();
  }

  /** Returns what each policy says that refuses to create an object; an API server says one. */
  Stream<String> refusals(KubernetesObject object) {
    return policies(object)
        .flatMap(
            policy ->
                Cel.refusal(policy, request(object)).stream()
                    .map(message -> policy.metadata().get("name") + ": " + message));
  }

  private Map<String, Object> request(KubernetesObject object) {
    Map<String, Object> request = Admission.create(POLICY, Map.of());
    request.put("object", object.toMap());
    request.put(
        "request",
        Ordered.map(
            "operation", "CREATE",
            "name", object.metadata().get("name"),
            "namespace", "frontend",
            "kind", Ordered.map("kind", object.kind()),
            "userInfo", Ordered.map("username", TENANT)));
    request.put(
        "namespaceObject", Ordered.map("metadata", Ordered.map("annotations", annotations)));
    return request;
  }

  private static Stream<KubernetesObject> policies(KubernetesObject object) {
    return POLICIES.stream().filter(policy -> matches(policy, object));
  }

  private static boolean matches(KubernetesObject policy, KubernetesObject object) {
    Map<?, ?> spec = (Map<?, ?>) policy.body().get("spec");
    List<?> rules = (List<?>) ((Map<?, ?>) spec.get("matchConstraints")).get("resourceRules");
    String group = object.apiVersion().substring(0, object.apiVersion().indexOf('/'));
    return rules.stream()
        .map(rule -> (Map<?, ?>) rule)
        .anyMatch(
            rule ->
                ((List<?>) rule.get("apiGroups")).contains(group)
                    && ((List<?>) rule.get("operations")).contains("CREATE")
                    && ((List<?>) rule.get("resources")).contains(plural(object.kind())));
  }

  static String plural(String kind) {
    return (kind.toLowerCase(Locale.ROOT) + "s").replaceFirst("ys$", "ies");
  }
}
