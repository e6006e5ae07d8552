package dev.flotilla.main.kubeconfig;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a user logs in at each request. A file is read anew each time, and a command is run again
 * when its credential has expired or was refused, so that a long wait ends with a fresh one.
 */
public final class Login {
  private final ClusterEntry cluster;
  private final UserEntry user;
  private final Map<String, String> environment;
  private final SecretMask secrets;
  private @Nullable PluginCredential fetched;

  Login(ClusterEntry cluster, UserEntry user, Map<String, String> environment, SecretMask secrets) {
    this.cluster = cluster;
    this.user = user;
    this.environment = environment;
    this.secrets = secrets;
  }

  /** Returns the headers of a request: who asks, and as whom. */
  public Map<String, String> authorization() {
    Map<String, String> headers = new LinkedHashMap<>();
    String token = token();
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    } else if (user.hasPassword()) {
      byte[] login = (user.username() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    return headers;
  }

  /** Returns the headers of impersonation; a name may come several times. */
  public Impersonation impersonation() {
    return Impersonation.of(user);
  }

  private String token() {
    if (!user.tokenFile().isEmpty()) {
      try {
        String token = Files.readString(Path.of(user.tokenFile())).strip();
        secrets.add(token);
        return token;
      } catch (IOException e) {
        throw new Failure(
            "kubeconfig '%s': user '%s': tokenFile must be a file that you can read, got '%s'; check its path and its permissions"
                .formatted(user.file(), user.name(), user.tokenFile()));
      }
    }
    return user.token().isEmpty()
        ? fetched().map(PluginCredential::token).orElse("")
        : user.token();
  }

  /** Returns the client certificate and its key, if the user has them. */
  public Optional<ClientCertificate> certificate() {
    if (user.hasCertificate()) {
      ClientCertificate certificate =
          new ClientCertificate(
              pem(user.certificate(), user.certificateData()), pem(user.key(), user.keyData()));
      secrets.add(certificate.key());
      return Optional.of(certificate);
    }
    return fetched()
        .filter(credential -> !credential.key().isEmpty())
        .map(credential -> new ClientCertificate(credential.certificate(), credential.key()));
  }

  /** A client certificate and its key, both as PEM text. */
  public record ClientCertificate(String certificate, String key) {}

  private String pem(String file, String data) {
    try {
      return file.isEmpty()
          ? new String(Base64.getDecoder().decode(data), StandardCharsets.ISO_8859_1)
          : Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new Failure(
          "kubeconfig '%s': user '%s': '%s' must be a file that you can read; check its path and its permissions"
              .formatted(user.file(), user.name(), file));
    }
  }

  private synchronized Optional<PluginCredential> fetched() {
    if (fetched == null || fetched.isExpired(Instant.now())) {
      user.command()
          .ifPresent(
              exec -> {
                PluginCredential credential =
                    new ExecPlugin(user, exec, cluster, environment).credential();
                secrets.add(credential.token());
                secrets.add(credential.key());
                fetched = credential;
              });
    }
    return Optional.ofNullable(fetched);
  }

  /**
   * Drops a credential that was refused.
   *
   * @return whether the next one may be different
   */
  public synchronized boolean refused() {
    boolean another = fetched != null;
    fetched = null;
    return another;
  }
}
