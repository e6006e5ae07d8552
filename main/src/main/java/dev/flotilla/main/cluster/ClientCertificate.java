package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.CertUtils;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Set;

/** The certificate that a context logs in with, if it does so with one. */
final class ClientCertificate {
  private static final Set<String> ALGORITHMS = Set.of("EC", "RSA");

  private ClientCertificate() {}

  /**
   * Tells the client whose kind of key it gets. It finds out by itself only for a key in the
   * kubeconfig, and not for one in PKCS #8, and takes any other for RSA.
   */
  static void tellItsAlgorithm(Access access, Config config) {
    if (config.getClientCertData() == null && config.getClientCertFile() == null) {
      return;
    }
    String algorithm = algorithm(access, config);
    if (!ALGORITHMS.contains(algorithm)) {
      throw new Failure(
          "the client key of context '%s' of '%s' must be RSA or EC, got '%s'; log in with another"
              .formatted(access.context(), access.kubeconfig(), algorithm));
    }
    config.setClientKeyAlgo(algorithm);
  }

  private static String algorithm(Access access, Config config) {
    try (InputStream pem =
        CertUtils.getInputStreamFromDataOrFile(
            config.getClientCertData(), config.getClientCertFile())) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(pem)
          .getPublicKey()
          .getAlgorithm();
    } catch (IOException | CertificateException e) {
      throw new Failure(
          "the client certificate of context '%s' of '%s' must be readable PEM; log in again"
              .formatted(access.context(), access.kubeconfig()));
    }
  }
}
