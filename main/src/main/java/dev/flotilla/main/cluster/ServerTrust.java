package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which API server is trusted: that of the kubeconfig's authority alone, as kubectl does; the
 * client would add Java's own authorities. Without one it is that of {@code SSL_CERT_FILE}, or
 * Java's.
 */
final class ServerTrust {
  private final ResolvedAccess access;
  private final byte @Nullable [] authorities;

  private ServerTrust(ResolvedAccess access, byte @Nullable [] authorities) {
    this.access = access;
    this.authorities = authorities;
  }

  static ServerTrust of(ResolvedAccess access, Map<String, String> environment) {
    String data = access.connection().authorityData();
    String file = access.connection().authority();
    if (!data.isEmpty()) {
      return new ServerTrust(access, Base64.getDecoder().decode(data));
    }
    String path = file.isEmpty() ? environment.getOrDefault("SSL_CERT_FILE", "") : file;
    try {
      return new ServerTrust(access, path.isEmpty() ? null : Files.readAllBytes(Path.of(path)));
    } catch (IOException e) {
      throw new Failure(
          "the certificate authority of context '%s' of '%s' must be a file that you can read, got '%s'; check its path and its permissions"
              .formatted(access.context(), access.location(), path));
    }
  }

  void give(HttpClient.Builder http, Config config) {
    try {
      http.sslContext(keys(config), trust(config));
    } catch (GeneralSecurityException | IOException e) {
      throw new Failure(
          "the certificates of context '%s' of '%s' must be readable PEM; log in again"
              .formatted(access.context(), access.location()));
    }
  }

  private static KeyManager @Nullable [] keys(Config config)
      throws GeneralSecurityException, IOException {
    return config.getClientKeyData() == null ? null : SSLUtils.keyManagers(config);
  }

  private TrustManager[] trust(Config config) throws GeneralSecurityException, IOException {
    if (access.connection().skipsTlsVerify()) {
      return SSLUtils.trustManagers(config);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities == null ? null : store(authorities));
    return factory.getTrustManagers();
  }

  private static KeyStore store(byte[] pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    return store;
  }
}
