package dev.flotilla.stacks;

import dev.flotilla.constructs.kubernetes.Rfc1123;
import dev.flotilla.constructs.opentofu.TemplateText;
import java.util.Map;
import java.util.TreeMap;

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
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put("secret_suffix", cluster.name());
    attributes.put("namespace", namespace);
    attributes.put("config_path", TemplateText.literal(access.path()));
    attributes.put("config_context", TemplateText.literal(access.context()));
    new OpenTofuBackend(stack, "kubernetes", attributes);
  }
}
