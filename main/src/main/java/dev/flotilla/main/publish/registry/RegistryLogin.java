package dev.flotilla.main.publish.registry;

import dev.flotilla.main.report.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a login to a registry has left. None shows its secret. */
sealed interface RegistryLogin {
  /** Masks its secrets, as they are and as a request sends them. */
  void hideIn(SecretMask secrets);

  /** A name and a password. */
  record Password(String user, String password) implements RegistryLogin {
    String header() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void hideIn(SecretMask secrets) {
      secrets.add(password);
      secrets.add(header().substring("Basic ".length()));
    }

    @Override
    public String toString() {
      return "a password";
    }
  }

  /** What {@code az acr login} leaves: a token that others are issued for. */
  record IdentityToken(String token) implements RegistryLogin {
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
    String header() {
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
