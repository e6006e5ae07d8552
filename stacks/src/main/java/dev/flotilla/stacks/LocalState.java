package dev.flotilla.stacks;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformStack;

/** A state in a file. */
public record LocalState() implements State {
  /**
   * The folder of the files, seen from a stack's folder {@code <output>/stacks/<cluster>}: beside
   * the output, which may be thrown away, and the same text wherever the output is.
   */
  private static final String FOLDER = "../../../.flotilla/state/";

  @Override
  public void addBackend(ClusterStack stack, Cluster cluster) {
    addBackend(stack, cluster.name());
  }

  static void addBackend(TerraformStack stack, String name) {
    new LocalBackend(stack, LocalBackendConfig.builder().path(FOLDER + name + ".tfstate").build());
  }
}
