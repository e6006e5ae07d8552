package dev.flotilla.constructs.opentofu;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Map;

/**
 * Every OpenTofu setting that CDKTF 0.21 has no type for, and so the only place that overrides
 * synthesized JSON.
 */
public final class OpenTofuOverrides {
  private OpenTofuOverrides() {}

  /** A destroy forgets the resource instead of deleting it ({@code lifecycle.destroy}). */
  public static void forgetOnDestroy(TerraformResource resource) {
    resource.addOverride("lifecycle.destroy", false);
  }

  /** The variable's value reaches neither state nor plan ({@code ephemeral}). */
  public static void ephemeral(TerraformVariable variable) {
    variable.addOverride("ephemeral", true);
  }

  /**
   * Imports the resource at {@code address} by {@code id} while {@code condition} holds at plan.
   */
  public static void importWhen(TerraformStack stack, String condition, String address, String id) {
    stack.addOverride(
        "import",
        List.of(
            Ordered.map(
                "for_each",
                "${" + condition + " ? toset([\"" + id + "\"]) : toset([])}",
                "to",
                address,
                "id",
                "${each.value}")));
  }

  /**
   * Plan and apply warn with what stands in a file in the stack's folder, as long as that is there
   * and not empty ({@code check}): neither the plan nor its exit code changes by it.
   *
   * @param name that of the check, and of the local value that has the text
   */
  public static void warnWithFile(TerraformStack stack, String name, String file) {
    String path = "\"${path.module}/" + file + "\"";
    String text = "fileexists(" + path + ") ? trimspace(file(" + path + ")) : \"\"";
    stack.addOverride("locals." + name, "${" + text + "}");
    stack.addOverride(
        "check." + name + ".assert",
        Ordered.map(
            "condition",
            "${local." + name + " == \"\"}",
            "error_message",
            "${local." + name + "}"));
  }

  /** How OpenTofu encrypts states and plans ({@code encryption}). */
  public static void encrypt(TerraformStack stack, Map<String, ?> encryption) {
    stack.addOverride("terraform.encryption", encryption);
  }

  /** Both providers fetch credentials by a command: CDKTF would lower-case its environment. */
  public static void execCredential(
      TerraformProvider kubernetes, TerraformProvider helm, Map<String, ?> exec) {
    kubernetes.addOverride("exec", List.of(exec));
    helm.addOverride("kubernetes.exec", exec);
  }

  /** The OpenTofu versions that fit, and where the providers come from. */
  static void require(TerraformStack stack, String version, Map<String, ?> providers) {
    stack.addOverride(
        "terraform", Ordered.map("required_version", version, "required_providers", providers));
  }
}
