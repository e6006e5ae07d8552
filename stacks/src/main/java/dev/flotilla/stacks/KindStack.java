package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.kind.cluster.Cluster;
import com.hashicorp.cdktf.providers.kind.cluster.ClusterConfig;
import com.hashicorp.cdktf.providers.kind.provider.KindProvider;
import dev.flotilla.constructs.opentofu.Backend;
import dev.flotilla.constructs.opentofu.Providers;
import dev.flotilla.fleet.access.KindAccess;
import dev.flotilla.fleet.state.State;
import software.constructs.Construct;

/**
 * A kind cluster on this machine: after apply it runs, and its kubeconfig is written.
 *
 * <p>OpenTofu owns it, and needs a container engine. {@link FleetApp} has one for each cluster with
 * {@code ClusterAccess.kind()}, before the cluster's own stack:
 *
 * <pre>{@code
 * new KindStack(app, "local-kind", new KindStackProps("local"));
 * }</pre>
 *
 * @see <a href="https://kind.sigs.k8s.io/docs/user/configuration/">kind</a>
 */
public final class KindStack extends TerraformStack {
  /** Adds the stack to {@code scope}; {@code id} is its name, and that of its state. */
  public KindStack(Construct scope, String id, KindStackProps props) {
    super(scope, id);
    Providers.requireKind(this);
    Backend.add(this, id, State.local());
    new KindProvider(this, "kind");
    new Cluster(
        this,
        "cluster",
        ClusterConfig.builder()
            .name(props.cluster())
            .kubeconfigPath(KindAccess.written(props.cluster()).path())
            .waitForReady(true)
            .build());
  }
}
