package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.kind.provider.KindProvider;
import dev.flotilla.constructs.opentofu.Backend;
import dev.flotilla.constructs.opentofu.Providers;
import dev.flotilla.fleet.access.KindAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.state.State;
import software.constructs.Construct;

/** A kind cluster on this machine: after apply it runs, and its kubeconfig is written. */
public final class KindStack extends TerraformStack {
  /** Adds the stack that creates {@code cluster} to {@code scope}. */
  public KindStack(Construct scope, Cluster cluster) {
    super(scope, KindAccess.stackName(cluster.name()));
    Providers.requireKind(this);
    Backend.add(this, KindAccess.stackName(cluster.name()), State.local());
    new KindProvider(this, "kind");
    new com.hashicorp.cdktf.providers.kind.cluster.Cluster(
        this,
        "cluster",
        com.hashicorp.cdktf.providers.kind.cluster.ClusterConfig.builder()
            .name(cluster.name())
            .kubeconfigPath(KindAccess.written(cluster.name()).path())
            .waitForReady(true)
            .build());
  }
}
