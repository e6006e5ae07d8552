package dev.flotilla.main.process;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Environment variables by what reads them, and what makes a program need them: the one table that
 * says which program gets which. A name that ends in {@code *} stands for all that begin so.
 *
 * <p>What is in no row reaches no other program, unless a user has declared it ({@link
 * ChildEnvironment#DECLARED}). Nothing here selects a cluster: {@code KUBECONFIG} and the {@code
 * KUBE_*} of HashiCorp's helm provider would overrule what was checked.
 */
public enum Variables {
  /** Where any program finds other programs and its files, and how it writes to users. */
  SYSTEM(
      "PATH HOME USER LOGNAME SHELL TMPDIR LANG LANGUAGE LC_* TZ TERM NO_COLOR CI XDG_* LD_LIBRARY_PATH"),
  /** How a program of Go uses the machine. */
  GO("GODEBUG GOGC GOMAXPROCS GOMEMLIMIT"),
  /** Proxies and certificate authorities, by the names that Go, Python and Node.js have. */
  NETWORK(
      "HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy"
          + " SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS"),
  NODE_JS(
      "NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_NO_WARNINGS NODE_COMPILE_CACHE JSII_* CDKTF_*"),
  GIT("GIT_* SSH_* GNUPGHOME"),
  /** Keys, the identity of a workflow, and where Sigstore is. */
  COSIGN("COSIGN_* SIGSTORE_* TUF_* ACTIONS_ID_TOKEN_REQUEST_*"),
  /** Where a login to a registry is. */
  REGISTRY_LOGIN("DOCKER_CONFIG REGISTRY_AUTH_FILE"),
  /** What keeps the password of a login to a registry. */
  PASSWORD_STORE("DBUS_SESSION_BUS_ADDRESS DISPLAY GNUPGHOME PASSWORD_STORE_*"),
  /**
   * How OpenTofu runs; not what would change its arguments, its workspace or its folder, nor its
   * logs, which are the stack's ({@code dev.flotilla.main.opentofu}).
   */
  OPENTOFU(
      "TF_CLI_CONFIG_FILE TF_PLUGIN_CACHE_* TF_REGISTRY_* TF_PROVIDER_DOWNLOAD_RETRY TF_TOKEN_*"
          + " TF_ENCRYPTION TF_STATE_PERSIST_INTERVAL TF_APPEND_USER_AGENT TF_DISABLE_PLUGIN_TLS"),
  /** Where Helm keeps charts and logins; not which cluster, nor where it notes releases. */
  HELM(
      "HELM_CACHE_HOME HELM_CONFIG_HOME HELM_DATA_HOME HELM_REGISTRY_CONFIG* HELM_REPOSITORY_*"
          + " HELM_BURST_LIMIT HELM_QPS"),

  // Each is needed by backends and key providers of OpenTofu, or by the command that a context of a
  // kubeconfig fetches its credentials with.
  AWS("AWS_*", "backend.s3 key_provider.aws_kms exec.aws exec.aws-iam-authenticator"),
  GOOGLE(
      "GOOGLE_* CLOUDSDK_* GCE_METADATA_*",
      "backend.gcs key_provider.gcp_kms exec.gke-gcloud-auth-plugin exec.gcloud"),
  AZURE(
      "ARM_* AZURE_* AAD_* MSI_* IDENTITY_ENDPOINT IDENTITY_HEADER ACTIONS_ID_TOKEN_REQUEST_*",
      "backend.azurerm key_provider.azure_vault exec.kubelogin exec.az"),
  ALIBABA("ALICLOUD_* ALIBABA_CLOUD_*", "backend.oss exec.ack-ram-authenticator"),
  TENCENT("TENCENTCLOUD_*", "backend.cos"),
  ORACLE("OCI_*", "exec.oci"),
  DIGITALOCEAN("DIGITALOCEAN_*", "exec.doctl"),
  TELEPORT("TELEPORT_* TSH_*", "exec.tsh exec.tbot"),
  OPENSTACK("OS_*", "backend.swift exec.client-keystone-auth"),
  OPENBAO("BAO_* VAULT_*", "key_provider.openbao exec.bao exec.vault"),
  HTTP("TF_HTTP_*", "backend.http"),
  POSTGRES("PG*", "backend.pg"),
  CONSUL("CONSUL_*", "backend.consul"),
  /** A runner inside a cluster whose state another object of that cluster holds. */
  POD("KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT", "backend.kubernetes"),
  ORGANIZATION("TF_CLOUD_* TFE_*", "backend.remote backend.cloud");

  /** The clouds whose helpers log in to their registries. */
  static final Set<Variables> CLOUDS = EnumSet.of(AWS, GOOGLE, AZURE);

  private final String names;
  private final String needs;

  Variables(String names) {
    this(names, "");
  }

  Variables(String names, String needs) {
    this.names = names;
    this.needs = needs;
  }

  /**
   * Returns what {@code needs} make necessary: {@code backend.<type>}, {@code key_provider.<type>}
   * or {@code exec.<command>}, each by the name that OpenTofu's JSON or a kubeconfig has for it.
   */
  public static Set<Variables> neededBy(List<String> needs) {
    Set<Variables> needed = EnumSet.noneOf(Variables.class);
    for (Variables row : values()) {
      if (needs.stream().anyMatch(words(row.needs)::contains)) {
        needed.add(row);
      }
    }
    return needed;
  }

  boolean has(String variable) {
    return matches(words(names), variable);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  static boolean matches(List<String> names, String variable) {
    return names.stream()
        .anyMatch(
            name ->
                name.endsWith("*")
                    ? variable.startsWith(name.substring(0, name.length() - 1))
                    : variable.equals(name));
  }
}
