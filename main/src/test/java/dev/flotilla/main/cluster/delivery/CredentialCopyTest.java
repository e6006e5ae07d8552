package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialCopyTest {
  @Test
  void copyIsStaleAsLongAsItsDataDiffersFromTheOriginal() {
    List<CredentialCopy> stale =
        stale(
            copy("web", "flux-system/ghcr-auth", "old"),
            copy("shop", "flux-system/ghcr-auth", "new"));

    assertThat(stale)
        .extracting(CredentialCopy::toString)
        .containsExactly(
            "the copy of Secret 'ghcr-auth' in namespace 'web' still has the old value");
    assertThat(stale.get(0).resourceSet()).hasToString("ResourceSet/flux-system/tenant");
  }

  @Test
  void copyIsNotStaleWithoutAnOriginal() {
    assertThat(
            stale(
                copy("web", "flux-system/gone", "old"),
                copy("web", "elsewhere/ghcr-auth", "old"),
                copy("web", "ghcr-auth", "old")))
        .isEmpty();
  }

  private static List<CredentialCopy> stale(GenericKubernetesResource... copies) {
    return CredentialCopy.stale(
        List.of(copies),
        name ->
            name.equals("ghcr-auth")
                ? Optional.of(copy("flux-system", "", "new"))
                : Optional.empty());
  }

  private static GenericKubernetesResource copy(String namespace, String from, String value) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: ghcr-auth
          namespace: %s
          labels: {resourceset.fluxcd.controlplane.io/name: tenant, resourceset.fluxcd.controlplane.io/namespace: flux-system}
          annotations: {fluxcd.controlplane.io/copyFrom: "%s"}
        data: {password: %s}
        """
            .formatted(namespace, from, value),
        GenericKubernetesResource.class);
  }
}
