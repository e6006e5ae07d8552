package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformBackend;
import com.hashicorp.cdktf.TerraformRemoteState;
import dev.flotilla.constructs.kubernetes.Rfc1123;
import dev.flotilla.constructs.opentofu.TemplateText;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A state in a Secret of a cluster.
 *
 * @param access the cluster that holds it
 * @see <a href="https://opentofu.org/docs/language/settings/backends/kubernetes/">Kubernetes
 *     backend</a>
 */
public record KubernetesState(KubeconfigAccess access, String namespace) implements State {
  public KubernetesState {
    Rfc1123.label("the namespace of the states", namespace);
  }

  @Override
  public void addBackend(ClusterStack stack, Cluster cluster) {
    new Backend(stack, cluster.name(), this);
  }

  /** CDKTF has no type for this backend. */
  private static final class Backend extends TerraformBackend {
    private final Map<String, Object> attributes = new TreeMap<>();

    Backend(ClusterStack stack, String suffix, KubernetesState state) {
      super(stack, "backend", "kubernetes");
      attributes.put("secret_suffix", suffix);
      attributes.put("namespace", state.namespace());
      attributes.put("config_path", TemplateText.literal(state.access().path()));
      attributes.put("config_context", TemplateText.literal(state.access().context()));
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
}
