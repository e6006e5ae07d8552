package dev.flotilla.constructs.opentofu;

import com.hashicorp.cdktf.TerraformStack;
import java.util.Map;

/**
 * The engine and the providers a stack runs with: where they come from, which versions fit.
 *
 * <p>Sources name their registry, so that {@code tofu} and {@code terraform} cannot resolve them
 * differently and no {@code init} asks twice.
 */
public final class Providers {
  /** OpenTofu 1.12 is the first with {@code lifecycle.destroy}, which makes a destroy a detach. */
  public static final String OPENTOFU_VERSION = ">= 1.12.0";

  /**
   * hashicorp/kubernetes 3.2.1 is the first that creates a Secret with {@code data_wo} without
   * "Missing Resource Identity After Create" (hashicorp/terraform-provider-kubernetes#2859).
   */
  public static final String KUBERNETES_VERSION = ">= 3.2.1, < 4.0.0";

  /** hashicorp/helm 3.1 is the first with {@code upgrade_install} and {@code take_ownership}. */
  public static final String HELM_VERSION = ">= 3.1.2, < 4.0.0";

  private static final String REGISTRY = "registry.opentofu.org/hashicorp/";

  private Providers() {}

  /** Makes {@code stack} require OpenTofu and the two providers in the versions above. */
  public static void require(TerraformStack stack) {
    OpenTofuOverrides.requireEngine(stack, OPENTOFU_VERSION);
    OpenTofuOverrides.requireProviders(
        stack,
        Map.of(
            "kubernetes", Map.of("source", REGISTRY + "kubernetes", "version", KUBERNETES_VERSION),
            "helm", Map.of("source", REGISTRY + "helm", "version", HELM_VERSION)));
  }
}
