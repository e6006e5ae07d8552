package dev.flotilla.tests.tenant;

import java.util.List;

/**
 * What a tenant tries.
 *
 * @param forbidden the object, as YAML
 * @param allowed its legal twin
 * @param refusal what the policy says, in full
 */
record TenantAttack(String kind, String policy, String forbidden, String allowed, String refusal) {

  /**
   * Returns one for each kind of source, and for what deploys.
   *
   * @param registry the OCI registry that the fleet's artifacts are in, with a slash at its end
   * @param endpoint where the fleet has the bucket {@code fleet}
   */
  static List<TenantAttack> all(String registry, String endpoint) {
    return List.of(
        address(registry, "GitRepository", "https://github.com/controlplaneio-fluxcd-evil/a"),
        address(registry, "OCIRepository", registry + "controlplaneio-fluxcd/../evil/a"),
        address(registry, "HelmRepository", "https://github.com@evil.test/charts"),
        new TenantAttack(
            "Bucket",
            "flux-tenant-buckets",
            source("Bucket", "provider: gcp, bucketName: fleet, endpoint: '" + endpoint + "'"),
            source("Bucket", "bucketName: fleet, endpoint: '" + endpoint + "'"),
            "a tenant's bucket must be one that the fleet allows, got 'storage.googleapis.com/fleet'; name one of ["
                + endpoint
                + "/fleet]"),
        new TenantAttack(
            "HelmChart",
            "flux-tenant-helmcharts",
            source("HelmChart", "chart: ../evil, sourceRef: {kind: HelmRepository, name: a}"),
            source("HelmChart", "chart: podinfo, sourceRef: {kind: HelmRepository, name: a}"),
            "a tenant's chart must be inside its source, got '../evil'; name it without '..'"),
        new TenantAttack(
            "ArtifactGenerator",
            "flux-tenant-references-artifactgenerators",
            generator("alias: a, kind: OCIRepository, name: a, namespace: flux-system"),
            generator("alias: a, kind: OCIRepository, name: a"),
            "what a tenant's object refers to must be in a namespace of the tenant, got 'flux-system' in 'web'; drop it, or name one of [policy-tenant]"),
        kubeConfig("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "prune: true, sourceRef"),
        kubeConfig("helm.toolkit.fluxcd.io/v2", "HelmRelease", "chartRef"));
  }

  private static TenantAttack address(String registry, String kind, String url) {
    boolean isGit = kind.equals("GitRepository");
    String allowed = (isGit ? "https://github.com/" : registry) + "controlplaneio-fluxcd/a";
    return new TenantAttack(
        kind,
        kind.equals("HelmRepository") ? "flux-tenant-helmrepositories" : "flux-tenant-sources",
        source(kind, "url: '" + url + "'"),
        source(kind, "url: '" + allowed + "'"),
        "a tenant's source must be one that the fleet allows, got '%s'; name a plain URL below [https://github.com/controlplaneio-fluxcd/, %scontrolplaneio-fluxcd/, %sstefanprodan/charts/, oci://registry-1.docker.io/bitnamicharts/]"
            .formatted(url, registry, registry));
  }

  private static TenantAttack kubeConfig(String apiVersion, String kind, String sourceField) {
    String spec = "interval: 1h, " + sourceField + ": {kind: OCIRepository, name: web}";
    return new TenantAttack(
        kind,
        "flux-tenant-kubeconfigs",
        object(apiVersion, kind, "web", spec + ", kubeConfig: {secretRef: {name: other}}"),
        object(apiVersion, kind, "web", spec),
        "a tenant must deploy to its own cluster, got spec.kubeConfig in 'web'; drop it");
  }

  private static String generator(String source) {
    return generator("web", source);
  }

  static String generator(String name, String source) {
    return object(
        "source.extensions.fluxcd.io/v1beta1",
        "ArtifactGenerator",
        name,
        "sources: [{%s}], artifacts: [{name: a, copy: [{from: '@a/**', to: '@artifact/'}]}]"
            .formatted(source));
  }

  private static String source(String kind, String spec) {
    return source(kind, "web", spec);
  }

  static String source(String kind, String name, String spec) {
    return object("source.toolkit.fluxcd.io/v1", kind, name, "interval: 1h, " + spec);
  }

  private static String object(String apiVersion, String kind, String name, String spec) {
    return "{apiVersion: %s, kind: %s, metadata: {name: %s}, spec: {%s}}"
        .formatted(apiVersion, kind, name, spec);
  }

  /** JUnit names the test by it. */
  @Override
  public String toString() {
    return kind;
  }
}
