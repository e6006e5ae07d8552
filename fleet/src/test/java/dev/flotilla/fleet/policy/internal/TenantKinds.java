package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.schema.CelTypes;
import dev.flotilla.fleet.schema.ObjectSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kinds of Flux that a tenant may write, each by one legal object or a few. */
public final class TenantKinds {
  /** The groups of Flux and its operator. */
  public static final List<String> GROUPS =
      List.of(
          "source.toolkit.fluxcd.io",
          "source.extensions.fluxcd.io",
          "kustomize.toolkit.fluxcd.io",
          "helm.toolkit.fluxcd.io",
          "image.toolkit.fluxcd.io",
          "notification.toolkit.fluxcd.io",
          "fluxcd.controlplane.io");

  /** What no tenant may have at all. */
  public static final List<String> FLEETS_OWN =
      List.of("FluxInstance", "FluxReport", "ExternalArtifact");

  private static final Map<String, List<String>> SPECS = specs();

  private TenantKinds() {}

  private static Map<String, List<String>> specs() {
    Map<String, List<String>> specs = new LinkedHashMap<>();
    specs.put("GitRepository", List.of("{interval: 1h, url: 'https://github.com/acme/web'}"));
    specs.put(
        "OCIRepository",
        List.of(
            "{interval: 1h, url: 'oci://ghcr.io/acme/web', verify: {provider: cosign, matchOIDCIdentity: [{issuer: '"
                + Tenancy.SIGNER.issuer()
                + "', subject: '"
                + Tenancy.SIGNER.subject()
                + "'}]}}"));
    specs.put(
        "HelmRepository", List.of("{interval: 1h, url: 'https://charts.acme.example/stable'}"));
    specs.put(
        "HelmChart",
        List.of("{interval: 1h, chart: podinfo, sourceRef: {kind: HelmRepository, name: web}}"));
    specs.put(
        "Bucket",
        List.of(
            "{interval: 1h, provider: generic, endpoint: 'minio.acme.example:9000', bucketName: web, sts: {provider: ldap, endpoint: 'https://sts.acme.example/'}}",
            "{interval: 1h, provider: gcp, endpoint: storage.googleapis.com, bucketName: acme}",
            "{interval: 1h, provider: azure, endpoint: 'https://acme.blob.example', bucketName: web}"));
    specs.put(
        "ArtifactGenerator",
        List.of(
            "{sources: [{alias: a, kind: OCIRepository, name: web}], artifacts: [{name: a, copy: [{from: '@a/**', to: '@artifact/'}]}]}"));
    specs.put(
        "Kustomization",
        List.of(
            "{interval: 1h, prune: true, sourceRef: {kind: OCIRepository, name: web}, dependsOn: [{name: db}], healthChecks: [{apiVersion: apps/v1, kind: Deployment, name: web}]}"));
    specs.put(
        "HelmRelease",
        List.of(
            "{interval: 1h, chart: {spec: {chart: podinfo, sourceRef: {kind: HelmRepository, name: web}}}, dependsOn: [{name: db}]}",
            "{interval: 1h, chartRef: {kind: OCIRepository, name: web}}"));
    specs.put("ImageRepository", List.of("{interval: 1h, image: ghcr.io/acme/web}"));
    specs.put(
        "ImagePolicy",
        List.of("{imageRepositoryRef: {name: web}, policy: {semver: {range: 1.x}}}"));
    specs.put(
        "ImageUpdateAutomation",
        List.of(
            "{interval: 1h, sourceRef: {kind: GitRepository, name: web}, git: {commit: {author: {email: bot@acme.example}}}, update: {path: ./, strategy: Setters}}"));
    specs.put(
        "Alert",
        List.of("{providerRef: {name: chat}, eventSources: [{kind: Kustomization, name: '*'}]}"));
    specs.put("Provider", List.of("{type: generic, address: 'https://hooks.chat.example/x'}"));
    specs.put(
        "Receiver",
        List.of(
            "{type: generic, secretRef: {name: hook}, resources: [{kind: OCIRepository, name: web}]}",
            "{type: generic-oidc, oidcProviders: [{issuerURL: 'https://hooks.chat.example', audience: flux, validations: [{expression: 'true', message: fails}]}], resources: [{kind: OCIRepository, name: web}]}"));
    specs.put(
        "ResourceSet",
        List.of(
            "{dependsOn: [{apiVersion: v1, kind: ConfigMap, name: web, namespace: frontend}], resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: made, namespace: frontend}}]}"));
    specs.put(
        "ResourceSetInputProvider",
        List.of(
            "{type: ExternalService, url: 'https://hooks.chat.example/inputs'}",
            "{type: ExternalArtifact, selectors: [{name: web}]}"));
    return specs;
  }

  /** Returns {@code apiVersion kind} of all kinds that there are. */
  public static List<String> all() {
    return GROUPS.stream().flatMap(group -> CelTypes.kinds(group).stream()).toList();
  }

  /** Returns the kinds that a tenant may write. */
  public static List<String> written() {
    return List.copyOf(SPECS.keySet());
  }

  public static String apiVersion(String kind) {
    return all().stream()
        .filter(line -> line.endsWith(" " + kind))
        .findFirst()
        .orElseThrow()
        .split(" ", -1)[0];
  }

  /** Returns new copies of the legal specs of a kind. */
  public static List<Map<String, Object>> legalSpecs(String kind) {
    return SPECS.get(kind).stream().map(TenantKinds::parse).toList();
  }

  /** Returns the legal objects, and those without a spec that no rule reads. */
  public static Stream<KubernetesObject> legal() {
    return Stream.concat(
        written().stream()
            .flatMap(kind -> legalSpecs(kind).stream().map(spec -> object(kind, spec))),
        withoutSpec().filter(object -> Tenancy.of(Tenancy.ACCESS).refusal(object).isEmpty()));
  }

  /** Returns an object without a spec of each kind whose schema does not demand one. */
  public static Stream<KubernetesObject> withoutSpec() {
    return written().stream()
        .map(kind -> KubernetesObject.of(apiVersion(kind), kind, "frontend", "web", Ordered.map()))
        .filter(object -> ObjectSchemas.problems(object).isEmpty());
  }

  public static KubernetesObject object(String kind, Map<String, Object> spec) {
    return KubernetesObject.of(
        apiVersion(kind), kind, "frontend", "web", Ordered.map("spec", spec));
  }

  /**
   * Returns legal objects with a field of another value: those that have what the field is in, or
   * else all.
   *
   * @param path for example {@code spec.dependsOn[].namespace}
   */
  public static List<KubernetesObject> with(String kind, String path, Object value) {
    List<KubernetesObject> objects = new ArrayList<>();
    for (Map<String, Object> spec : legalSpecs(kind)) {
      if (set(spec, path.substring("spec.".length()), value)) {
        objects.add(object(kind, spec));
      }
    }
    return objects;
  }

  @SuppressWarnings("unchecked") // What the parser returns.
  private static boolean set(Map<String, Object> map, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      map.put(path, value);
      return true;
    }
    String step = path.substring(0, dot);
    Object below = map.get(step.replace("[]", ""));
    if (step.endsWith("[]")) {
      below = below == null ? null : ((List<Object>) below).get(0);
    }
    return below != null && set((Map<String, Object>) below, path.substring(dot + 1), value);
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  public static Map<String, Object> parse(String yaml) {
    return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }
}
