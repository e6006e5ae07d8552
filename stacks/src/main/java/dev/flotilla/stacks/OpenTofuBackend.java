package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformBackend;
import com.hashicorp.cdktf.TerraformRemoteState;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** A backend with whatever attributes OpenTofu has for it; CDKTF's types are Terraform's. */
final class OpenTofuBackend extends TerraformBackend {
  private final Map<String, Object> attributes;

  OpenTofuBackend(ClusterStack stack, String type, Map<String, Object> attributes) {
    super(stack, "backend", type);
    this.attributes = attributes;
  }

  /** Puts a value, whose name has a dot if it is in a block. */
  @SuppressWarnings("unchecked")
  static void put(Map<String, Object> attributes, String name, Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      attributes.put(name, value);
    } else {
      Object block =
          attributes.computeIfAbsent(name.substring(0, dot), any -> new TreeMap<String, Object>());
      put((Map<String, Object>) block, name.substring(dot + 1), value);
    }
  }

  @Override
  protected Map<String, Object> synthesizeAttributes() {
    return attributes;
  }

  /** No stack of a fleet reads another's state: a cluster never waits for a cluster. */
  @Override
  public TerraformRemoteState getRemoteStateDataSource(
      Construct scope, String name, String fromStack) {
    throw new UnsupportedOperationException(
        "the stacks of a fleet do not read each other's state, got '" + fromStack + "'");
  }
}
