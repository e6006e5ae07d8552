package dev.flotilla.constructs.opentofu;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformBackend;
import com.hashicorp.cdktf.TerraformRemoteState;
import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.fleet.state.LocalState;
import dev.flotilla.fleet.state.State;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** The backend of a stack; CDKTF's types of backends are Terraform's. */
public final class Backend extends TerraformBackend {
  private final Map<String, Object> attributes;

  private Backend(TerraformStack stack, String type, Map<String, Object> attributes) {
    super(stack, "backend", type);
    this.attributes = attributes;
  }

  /** Has {@code stack} keep its state there, under {@code name}. */
  public static void add(TerraformStack stack, String name, State state) {
    if (state instanceof LocalState local) {
      // One callback less from Node.js, for each cluster of most fleets.
      new LocalBackend(stack, LocalBackendConfig.builder().path(local.path(name)).build());
      return;
    }
    Map<String, Object> attributes = new TreeMap<>();
    state.attributes(name).forEach((key, value) -> Block.put(attributes, key, literal(value)));
    new Backend(stack, state.type(), attributes);
  }

  private static Object literal(Object value) {
    return value instanceof String text ? TemplateText.literal(text) : value;
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
        "a stack must not read the state of another, got '"
            + fromStack
            + "'; pass the value in as a variable of your own");
  }
}
