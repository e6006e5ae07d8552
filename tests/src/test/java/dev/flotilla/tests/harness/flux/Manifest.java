package dev.flotilla.tests.harness.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects as tenants and components write them. */
public final class Manifest {
  private Manifest() {}

  public static String configMap(String namespace, String name, String version) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: %s}
        data: {version: '%s'}
        """
        .formatted(name, namespace, version);
  }

  public static String clusterRole(String name) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: %s}
        rules: []
        """
        .formatted(name);
  }

  /** Returns a binding of a ClusterRole to a tenant's service account. */
  public static String binding(String kind, String name, String namespace, String role) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %s
        metadata: {name: %s, namespace: %s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
        subjects: [{kind: ServiceAccount, name: flux, namespace: %3$s}]
        """
        .formatted(kind, name, namespace, role);
  }

  /** Returns a Kustomization of the tenant {@code web}, from the source of that name. */
  public static String kustomization(String name, String source, String more) {
    return """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: %s, namespace: web}
        spec:
          interval: 1h
          sourceRef: {kind: OCIRepository, %s}
          path: ./more
          targetNamespace: web-jobs
          prune: true
        %s"""
        .formatted(name, source, more);
  }

  /** Returns a source of the tenant {@code web}, on a registry without TLS. */
  public static String source(String name, String url, String more) {
    return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: %s, namespace: web}
        spec:
          interval: 1h
          url: %s
          insecure: true
        %s"""
        .formatted(name, url, more);
  }

  public static GenericKubernetesResource parse(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }

  /**
   * Returns a source of what d2-apps signs on its branch.
   *
   * @param address where it is, without a scheme
   * @param trustedRoot the Secret that it is verified by
   */
  public static String signedSource(
      String namespace, String name, String address, String trustedRoot) {
    return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: %s, namespace: %s}
        spec:
          interval: 1h
          insecure: true
          url: oci://%s
          ref: {tag: latest}
          verify:
            provider: cosign
            matchOIDCIdentity:
            - issuer: ^https://token\\.actions\\.githubusercontent\\.com$
              subject: ^https://github\\.com/controlplaneio-fluxcd/d2-apps/\\.github/workflows/push-artifact\\.yaml@refs/heads/main$
            trustedRootSecretRef: {name: %s}
        """
        .formatted(name, namespace, address, trustedRoot);
  }
}
