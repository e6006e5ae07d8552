package dev.flotilla.constructs.opentofu;

import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.state.OpenTofuVersion;

/**
 * The engine and the providers a stack runs with: where they come from, which versions fit.
 *
 * <p>Sources name their registry, so that {@code tofu} and {@code terraform} cannot resolve them
 * differently and no {@code init} asks twice.
 */
public final class Providers {
  public static final String OPENTOFU_VERSION = ">= " + OpenTofuVersion.MIN_VERSION;

  /**
   * hashicorp/kubernetes 3.2.1 is the first that creates a Secret with {@code data_wo} without
   * "Missing Resource Identity After Create" (hashicorp/terraform-provider-kubernetes#2859).
   */
  public static final String KUBERNETES_VERSION = ">= 3.2.1, < 4.0.0";

  /** hashicorp/helm 3.1 is the first with {@code upgrade_install} and {@code take_ownership}. */
  public static final String HELM_VERSION = ">= 3.1.2, < 4.0.0";

  /** tehcyx/kind 0.11 is the one whose schema the bindings are generated from. */
  public static final String KIND_VERSION = ">= 0.11.0, < 1.0.0";

  private static final String REGISTRY = "registry.opentofu.org/";

  private Providers() {}

  /** Makes {@code stack} require OpenTofu and the providers of a cluster. */
  public static void require(TerraformStack stack) {
    OpenTofuOverrides.require(
        stack,
        OPENTOFU_VERSION,
        Ordered.map(
            "kubernetes",
                Ordered.map(
                    "source", REGISTRY + "hashicorp/kubernetes", "version", KUBERNETES_VERSION),
            "helm", Ordered.map("source", REGISTRY + "hashicorp/helm", "version", HELM_VERSION)));
  }

  /** Makes {@code stack} require OpenTofu and the kind provider. */
  public static void requireKind(TerraformStack stack) {
    OpenTofuOverrides.require(
        stack,
        OPENTOFU_VERSION,
        Ordered.map(
            "kind", Ordered.map("source", REGISTRY + "tehcyx/kind", "version", KIND_VERSION)));
  }
}
