package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.schema.ObjectSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a hostile tenant writes, made from the fields that the kinds of Flux have. */
final class HostileCorpus {
  /**
   * Whose objects a tenant would like to have; one that no pattern of a field allows is left out.
   */
  private static final List<String> FOREIGN =
      List.of(
          "flux-system",
          "kube-system",
          "kube-public",
          "default",
          "backend",
          "front",
          "frontend2",
          "frontend-jobs",
          "cert-manager",
          "monitoring",
          "*");

  private static final List<String> ADDRESSES =
      List.of(
          "https://evil.test/x",
          "https://127.0.0.1:6443/x",
          "https://localhost/x",
          "https://169.254.169.254/latest/meta-data",
          "https://kubernetes.default.svc/api",
          "https://source-controller.flux-system.svc/x",
          "https://notification-controller.flux-system.svc.cluster.local/x",
          "https://backend.backend.svc/x",
          "https://hooks.chat.example.evil.test/x",
          "https://hooks.chat.example:8443/x",
          "https://abc@evil.test/x",
          "https://hooks.chat.example:x@evil.test/x",
          "https://github.com/acme-evil/web",
          "https://github.com/acme/../evil/web",
          "https://charts.acme.example.evil.test/stable");

  private static final List<String> ARTIFACTS =
      List.of(
          "oci://evil.test/web",
          "oci://127.0.0.1:5000/web",
          "oci://ghcr.io/acme-evil/web",
          "oci://ghcr.io/evil/web",
          "oci://ghcr.io.evil.test/acme/web",
          "oci://ghcr.io:5000/acme/web",
          "oci://ghcr.io@evil.test/acme/web",
          "oci://ghcr.io/acme/../evil/web",
          "oci://ghcr.io/acme/%2e%2e/evil/web",
          "oci://169.254.169.254/web");

  private static final List<String> ENDPOINTS =
      List.of(
          "evil.test",
          "127.0.0.1:9000",
          "169.254.169.254",
          "minio.acme.example",
          "minio.acme.example:9001",
          "MINIO.acme.example:9000",
          "minio.acme.example:9000.evil.test",
          "evil.test/minio.acme.example:9000",
          "source-controller.flux-system.svc",
          "s3.evil.test:443");

  private static final List<String> CHARTS =
      List.of(
          "..",
          "../evil",
          "../../evil",
          "./../evil",
          "a/../../evil",
          "a/..",
          "../acme-evil/web",
          "../../flux-system/charts",
          "charts/../../evil",
          "../..");

  private final Map<String, List<KubernetesObject>> objects = new LinkedHashMap<>();

  private HostileCorpus() {}

  /** Returns them by their kind. */
  static Map<String, List<KubernetesObject>> byKind() {
    HostileCorpus corpus = new HostileCorpus();
    ReferenceFieldsTest.namedNamespaces()
        .forEach(field -> corpus.add(field.kind(), field.path(), FOREIGN));
    AddressFieldsTest.fields()
        .forEach(
            field -> corpus.add(field.kind(), field.path(), addresses(field.kind(), field.path())));
    corpus.add("HelmChart", "spec.chart", CHARTS);
    for (String kind : List.of("Kustomization", "HelmRelease")) {
      corpus.add(kind, "spec.kubeConfig", List.of(Map.of("secretRef", Map.of("name", "other"))));
    }
    for (String kind : TenantKinds.written()) {
      corpus.add(kind, "spec.proxySecretRef", List.of(Map.of("name", "evil")));
      corpus.add(
          kind,
          "spec.accessFrom",
          List.of(TenantKinds.parse("{namespaceSelectors: [{matchLabels: {a: b}}]}")));
    }
    corpus.add("Provider", "spec.secretRef", List.of(Map.of("name", "chat")));
    corpus.add(
        "OCIRepository",
        "spec.verify",
        SignatureRulesTest.weak().stream().map(SignatureRulesTest.Weak::verify).toList());
    ReferenceFieldsTest.clusterScoped()
        .forEach(
            dependency ->
                corpus.add(
                    "ResourceSet",
                    "spec.dependsOn",
                    List.of(List.of(TenantKinds.parse("{" + dependency + "}")))));
    TenantKinds.withoutSpec()
        .filter(object -> Tenancy.of(Tenancy.ACCESS).refusal(object).isPresent())
        .forEach(object -> corpus.list(object.kind()).add(object));
    corpus.addFleetsOwn("ExternalArtifact", "web", "{}");
    corpus.addFleetsOwn(
        "FluxInstance", "flux", "{distribution: {version: 2.x, registry: ghcr.io/fluxcd}}");
    corpus.addFleetsOwn(
        "FluxReport", "flux", "{distribution: {entitlement: Issued, status: Installed}}");
    return corpus.objects;
  }

  private static List<String> addresses(String kind, String path) {
    if (path.equals("spec.endpoint")) {
      return ENDPOINTS;
    }
    if (kind.equals("ImageRepository")) {
      return Stream.concat(ARTIFACTS.stream(), Stream.of("oci://redis"))
          .map(address -> address.substring("oci://".length()))
          .toList();
    }
    // Of a web server; what lists tags in a registry is of another type.
    return kind.equals("ResourceSetInputProvider")
        ? ADDRESSES
        : Stream.concat(ADDRESSES.stream(), ARTIFACTS.stream()).toList();
  }

  /** Adds those that the schema allows: nobody needs a rule against the others. */
  private void add(String kind, String path, List<?> values) {
    for (Object value : values) {
      TenantKinds.with(kind, path, value).stream()
          .filter(object -> ObjectSchemas.problems(object).isEmpty())
          .limit(1)
          .forEach(object -> list(kind).add(object));
    }
  }

  private void addFleetsOwn(String kind, String name, String spec) {
    list(kind)
        .add(
            KubernetesObject.of(
                TenantKinds.apiVersion(kind),
                kind,
                "frontend",
                name,
                Ordered.map("spec", TenantKinds.parse(spec))));
  }

  private List<KubernetesObject> list(String kind) {
    return objects.computeIfAbsent(kind, none -> new ArrayList<>());
  }
}
