package dev.flotilla.main.cluster;

import dev.flotilla.main.kubeconfig.Login;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Set;

/** The certificate that a context logs in with, if it does so with one. */
final class ClientCertificate {
  private static final Set<String> ALGORITHMS = Set.of("EC", "RSA");

  private ClientCertificate() {}

  /**
   * Gives it to the client, and with it the kind of its key: the client finds that out by itself
   * only for a key that is not in PKCS #8.
   */
  static void give(ResolvedAccess access, Login.ClientCertificate certificate, Config config) {
    String algorithm = algorithm(access, certificate.certificate());
    if (!ALGORITHMS.contains(algorithm)) {
      throw new Failure(
          "the client key of context '%s' of '%s' must be RSA or EC, got '%s'; log in with another"
              .formatted(access.context(), access.location(), algorithm));
    }
    config.setClientCertData(base64(certificate.certificate()));
    config.setClientKeyData(base64(certificate.key()));
    config.setClientKeyAlgo(algorithm);
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String algorithm(ResolvedAccess access, String certificate) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(
              new ByteArrayInputStream(certificate.getBytes(StandardCharsets.ISO_8859_1)))
          .getPublicKey()
          .getAlgorithm();
    } catch (CertificateException e) {
      throw new Failure(
          "the client certificate of context '%s' of '%s' must be readable PEM; log in again"
              .formatted(access.context(), access.location()));
    }
  }
}
