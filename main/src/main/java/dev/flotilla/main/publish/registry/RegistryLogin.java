package dev.flotilla.main.publish.registry;

import dev.flotilla.main.report.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** What a login to a registry has left. None shows its secret. */
sealed interface RegistryLogin {
  /**
   * Returns the header that a request sends.
   *
   * @param exchange returns that of the token that is issued for an identity token
   */
  String header(UnaryOperator<String> exchange);

  /** Masks its secrets, as they are and as a request sends them. */
  void hideIn(SecretMask secrets);

  /** A name and a password. */
  record Password(String user, String password) implements RegistryLogin {
    @Override
    public String header(UnaryOperator<String> exchange) {
      return "Basic " + pair();
    }

    @Override
    public void hideIn(SecretMask secrets) {
      secrets.add(password);
      secrets.add(pair());
    }

    private String pair() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "a password";
    }
  }

  /** What {@code az acr login} leaves: a token that others are issued for. */
  record IdentityToken(String token) implements RegistryLogin {
    @Override
    public String header(UnaryOperator<String> exchange) {
      return exchange.apply(token);
    }

    @Override
    public void hideIn(SecretMask secrets) {
      secrets.add(token);
    }

    @Override
    public String toString() {
      return "an identity token";
    }
  }

  /** A token that the registry takes as it is. */
  record RegistryToken(String token) implements RegistryLogin {
    @Override
    public String header(UnaryOperator<String> exchange) {
      return "Bearer " + token;
    }

    @Override
    public void hideIn(SecretMask secrets) {
      secrets.add(token);
    }

    @Override
    public String toString() {
      return "a registry token";
    }
  }
}
