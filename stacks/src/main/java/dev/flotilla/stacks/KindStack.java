package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.kind.provider.KindProvider;
import dev.flotilla.constructs.opentofu.Providers;
import software.constructs.Construct;

/** A kind cluster on this machine: after apply it runs, and its kubeconfig is written. */
public final class KindStack extends TerraformStack {
  /** Adds the stack that makes {@code cluster} to {@code scope}. */
  public KindStack(Construct scope, Cluster cluster) {
    super(scope, KindAccess.stackName(cluster));
    Providers.requireKind(this);
    LocalState.addBackend(this, KindAccess.stackName(cluster));
    new KindProvider(this, "kind");
    new com.hashicorp.cdktf.providers.kind.cluster.Cluster(
        this,
        "cluster",
        com.hashicorp.cdktf.providers.kind.cluster.ClusterConfig.builder()
            .name(cluster.name())
            .kubeconfigPath(KindAccess.kubeconfig(cluster).path())
            .waitForReady(true)
            .build());
  }
}
