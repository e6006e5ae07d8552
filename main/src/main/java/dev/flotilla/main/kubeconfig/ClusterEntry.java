package dev.flotilla.main.kubeconfig;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of a kubeconfig.
 *
 * @param file where it stands, for messages
 * @param authority the path of its certificate authority, or empty
 * @param authorityData its certificate authority in base64, or empty
 * @param execConfig what it gives to credential plugins, if anything
 */
record ClusterEntry(
    Path file,
    String name,
    String server,
    String tlsServerName,
    boolean skipsTlsVerify,
    String authority,
    String authorityData,
    String proxyUrl,
    boolean disableCompression,
    @Nullable Object execConfig) {
  /** The extension whose content a plugin gets as its configuration. */
  static final String EXEC = "client.authentication.k8s.io/exec";

  static ClusterEntry of(String name, KubeconfigFields fields) {
    @Nullable Object execConfig = null;
    for (KubeconfigFields extension : fields.list("extensions")) {
      if (extension.text("name").equals(EXEC)) {
        execConfig = extension.any("extension");
      }
    }
    return new ClusterEntry(
        fields.file(),
        name,
        fields.text("server"),
        fields.text("tls-server-name"),
        fields.flag("insecure-skip-tls-verify"),
        fields.path("certificate-authority"),
        fields.data("certificate-authority-data"),
        fields.text("proxy-url"),
        fields.flag("disable-compression"),
        execConfig);
  }
}
