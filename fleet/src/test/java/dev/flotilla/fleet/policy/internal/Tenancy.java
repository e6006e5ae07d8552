package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.FluxAccess;
import dev.flotilla.fleet.tenant.NetworkAccess;
import dev.flotilla.fleet.tenant.NetworkPeer;
import dev.flotilla.fleet.tenant.SharedNames;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The tenant {@code frontend} on a cluster with the fleet's policies, as the API server sees it.
 */
public final class Tenancy {
  public static final SourcePolicyProps POLICY =
      SourcePolicyProps.of("https://github.com/acme/")
          .allowingSigned("oci://ghcr.io/acme/")
          .allowing("oci://ghcr.io/acme/charts/")
          .allowing("https://charts.acme.example/")
          .allowing(new AllowedBucket("minio.acme.example:9000", "web"))
          .allowing(new AllowedBucket("storage.googleapis.com", "acme"))
          .allowing(new AllowedBucket("https://acme.blob.example", "web"));

  public static final FluxAccess ACCESS =
      FluxAccess.standard()
          .allowingHost("hooks.chat.example")
          .allowingHost("sts.acme.example")
          .allowingHost("gitea.acme.example:3000")
          .withResourceSets();

  public static final Verification.GitHubActions SIGNER =
      new Verification.GitHubActions("acme/apps", "push-frontend.yaml", GitRef.branch("main"));

  public static final ArtifactSigner KEY =
      ArtifactSigner.publicKeys(
          new TreeMap<>(
              Map.of("frontend", "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n")));

  private static final String TENANT = "system:serviceaccount:frontend:flux";
  private static final List<KubernetesObject> POLICIES =
      SourcePolicyObjects.render(POLICY, TestCluster.staging()).resources().stream()
          .filter(object -> object.kind().equals("ValidatingAdmissionPolicy"))
          .toList();

  private static final Map<List<Object>, Map<String, Object>> ANNOTATIONS =
      new ConcurrentHashMap<>();

  private final Map<String, Object> annotations;

  private Tenancy(Map<String, Object> annotations) {
    this.annotations = annotations;
  }

  public static Tenancy of(FluxAccess access) {
    return of(access, ArtifactSigner.gitHubActions("acme/apps"));
  }

  /** Returns it with an artifact that another signs. */
  public static Tenancy of(FluxAccess access, ArtifactSigner signer) {
    return new Tenancy(
        ANNOTATIONS.computeIfAbsent(
            List.of(access, signer),
            missing -> annotations(props(access, signer), TestCluster.staging())));
  }

  /** Returns it on a cluster that verifies by a Sigstore of its fleet. */
  static Tenancy of(FluxAccess access, Sigstore sigstore) {
    TenantProps props = props(access, ArtifactSigner.gitHubActions("acme/apps"));
    return new Tenancy(annotations(props, TestCluster.trusting(sigstore)));
  }

  /** Returns it with what is in a Git repository, on a cluster that follows its main branch. */
  static Tenancy of(GitContentRepository repository) {
    TenantProps props = TenantProps.builder(repository.content("frontend")).build();
    return new Tenancy(annotations(props, TestCluster.following()));
  }

  private static TenantProps props(FluxAccess access, ArtifactSigner signer) {
    OciUrl url = new OciUrl("oci://ghcr.io/acme/apps");
    return TenantProps.builder(new ArtifactRepository("apps", url, signer).artifact("frontend"))
        .network(
            NetworkAccess.deny()
                .allowFrom("web", NetworkPeer.namespace("ingress-nginx"), 8080, 8443))
        .sharedNames(
            SharedNames.DEFAULT
                .withHosts("web.acme.example", "*.web.acme.example")
                .withNodePorts(30080)
                .withPriorityClasses("business"))
        .fluxAccess(access)
        .build();
  }

  /** Returns those of the namespace that the fleet makes for it. */
  @SuppressWarnings("unchecked") // As a Tenant renders it.
  private static Map<String, Object> annotations(TenantProps props, ClusterContext context) {
    TestCluster cluster = new TestCluster(context);
    cluster.add("staging/Frontend", props);
    Map<String, Object> set = TenantKinds.parse(cluster.file("tenants/staging/frontend.yaml"));
    List<Map<String, Object>> resources =
        (List<Map<String, Object>>) ((Map<String, Object>) set.get("spec")).get("resources");
    return (Map<String, Object>)
        ((Map<String, Object>) resources.get(0).get("metadata")).get("annotations");
  }

  /** Returns those of its namespaces. */
  @SuppressWarnings("unchecked") // As Kubernetes has them.
  Map<String, String> annotations() {
    return (Map<String, String>) (Map<?, ?>) annotations;
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
    request.put("oldObject", null);
    request.put(
        "request",
        Ordered.map(
            "operation", "CREATE",
            "name", object.metadata().get("name"),
            "namespace", "frontend",
            "kind", Ordered.map("kind", object.kind()),
            "resource", Ordered.map("group", group(object), "resource", plural(object.kind())),
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
    return rules.stream()
        .map(rule -> (Map<?, ?>) rule)
        .anyMatch(
            rule ->
                has(rule, "apiGroups", group(object), "*")
                    && has(rule, "operations", "CREATE", "*")
                    && has(rule, "resources", plural(object.kind()), "*/*"));
  }

  private static boolean has(Map<?, ?> rule, String list, String name, String any) {
    List<?> names = (List<?>) rule.get(list);
    return names.contains(name) || names.contains(any);
  }

  private static String group(KubernetesObject object) {
    int slash = object.apiVersion().indexOf('/');
    return slash < 0 ? "" : object.apiVersion().substring(0, slash);
  }

  public static String plural(String kind) {
    return (kind.toLowerCase(Locale.ROOT) + "s")
        .replaceFirst("ys$", "ies")
        .replaceFirst("sss$", "sses");
  }
}
