package dev.flotilla.fleet.state;

import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where OpenTofu keeps the state of a cluster; each cluster has a state of its own.
 *
 * @see <a href="https://opentofu.org/docs/language/settings/backends/configuration/">OpenTofu
 *     backends</a>
 */
public sealed interface State permits LocalState, S3State, KubernetesState, BackendState {
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
   * Returns an object {@code flotilla/<cluster>.tfstate} in a bucket of another server that speaks
   * S3's protocol, by its path, with a lock beside it; the login is {@code AWS_ACCESS_KEY_ID} and
   * {@code AWS_SECRET_ACCESS_KEY}.
   *
   * @param endpoint the server, for example {@code https://minio.acme.example}
   * @param region what the server calls its region, often {@code us-east-1}
   */
  static S3State s3Compatible(String endpoint, String bucket, String region) {
    return new S3State(bucket, region, Optional.of(StateUrl.S3.parse(endpoint)), true);
  }

  /** Returns an object {@code flotilla/<cluster>/default.tfstate} in a Google Cloud bucket. */
  static BackendState gcs(String bucket) {
    return BackendState.of("gcs", "bucket", bucket, "prefix", "flotilla/{cluster}");
  }

  /**
   * Returns a blob {@code flotilla/<cluster>.tfstate} in Azure; the variables {@code ARM_*} specify
   * who logs in, and how.
   */
  static BackendState azurerm(String storageAccount, String container) {
    return BackendState.of(
        "azurerm",
        "storage_account_name",
        storageAccount,
        "container_name",
        container,
        "key",
        "flotilla/{cluster}.tfstate");
  }

  /**
   * Returns a state {@code <cluster>} of a project on GitLab, with GitLab's lock; the login is
   * {@code TF_HTTP_USERNAME} and {@code TF_HTTP_PASSWORD}.
   *
   * @param server for example {@code https://gitlab.com}
   * @param project the project's number
   */
  static BackendState gitLab(String server, long project) {
    String address =
        StateUrl.GITLAB.parse(server).toString().replaceFirst("/$", "")
            + "/api/v4/projects/"
            + project
            + "/terraform/state/{cluster}";
    return BackendState.of(
        "http",
        "address",
        address,
        "lock_address",
        address + "/lock",
        "lock_method",
        "POST",
        "unlock_address",
        address + "/lock",
        "unlock_method",
        "DELETE",
        "retry_wait_min",
        "5");
  }

  /**
   * Returns a schema {@code flotilla_<cluster>} of a PostgreSQL database, with a lock there; the
   * database and its login are {@code PG_CONN_STR}.
   */
  static BackendState pg() {
    return BackendState.of("pg", "schema_name", "flotilla_{cluster}");
  }

  /**
   * Returns a workspace {@code flotilla-<cluster>} of an organization that a server keeps; it must
   * run locally, because providers reach the cluster from there. The login is {@code
   * TF_TOKEN_<host>}, with {@code _} for each dot.
   *
   * @param hostname for example {@code app.terraform.io}
   */
  static BackendState remote(String hostname, String organization) {
    return BackendState.of(
        "remote",
        "hostname",
        hostname,
        "organization",
        organization,
        "workspaces.name",
        "flotilla-{cluster}");
  }

  /**
   * Returns a state in any backend of OpenTofu.
   *
   * @param type the backend's name, for example {@code consul}
   * @param values by name, without credentials; in one of them {@code {cluster}} stands for the
   *     cluster's name
   */
  static BackendState of(String type, SortedMap<String, String> values) {
    return new BackendState(type, values);
  }

  /**
   * Returns a Secret {@code tfstate-default-<cluster>} with a Lease as its lock.
   *
   * @param access the cluster that holds it
   */
  static KubernetesState kubernetes(KubeconfigAccess access, String namespace) {
    return new KubernetesState(access, NamespaceName.of("the namespace of the states", namespace));
  }

  /** Returns the backend's name in OpenTofu, for example {@code s3}. */
  String type();

  /**
   * Returns the settings of the backend, for a state of that name.
   *
   * @return values by name; a name with a dot is in a block, for example {@code workspaces.name}
   */
  SortedMap<String, Object> attributes(String name);
}
