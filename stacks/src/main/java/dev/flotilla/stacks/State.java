package dev.flotilla.stacks;

/**
 * Where OpenTofu keeps what it knows of a cluster; each cluster has a state of its own.
 *
 * @see <a href="https://opentofu.org/docs/language/settings/backends/configuration/">OpenTofu
 *     backends</a>
 */
public sealed interface State permits LocalState, S3State, KubernetesState {
  /** Returns a file in {@code .flotilla/state} beside the output, for one person on one machine. */
  static LocalState local() {
    return new LocalState();
  }

  /**
   * Returns an object {@code flotilla/<cluster>.tfstate} in an S3 bucket, with a lock beside it.
   */
  static S3State s3(String bucket, String region) {
    return new S3State(bucket, region);
  }

  /**
   * Returns a Secret {@code tfstate-default-<cluster>} with a Lease as its lock.
   *
   * @param access the cluster that holds it
   */
  static KubernetesState kubernetes(KubeconfigAccess access, String namespace) {
    return new KubernetesState(access, namespace);
  }

  /** Adds the backend to the stack of {@code cluster}. */
  void addBackend(ClusterStack stack, Cluster cluster);
}
