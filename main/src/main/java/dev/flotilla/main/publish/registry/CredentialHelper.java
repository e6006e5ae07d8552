package dev.flotilla.main.publish.registry;

import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.process.BinaryResult;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Programs that keep logins for Docker.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers">Their protocol</a>
 */
final class CredentialHelper {
  /** The user name with which a helper marks its secret as an identity token. */
  private static final String TOKEN = "<token>";

  private final Map<String, String> environment;
  private final TimeLimits limits;
  private final SecretMask secrets;

  CredentialHelper(Map<String, String> environment, TimeLimits limits, SecretMask secrets) {
    this.environment = ChildEnvironment.CREDENTIAL_HELPER.of(environment);
    this.limits = limits;
    this.secrets = secrets;
  }

  /** Returns nothing if it has none for the registry, which may be public. */
  Optional<RegistryLogin> ask(String name, String registry) {
    String helper = "docker-credential-" + name;
    try {
      BinaryResult result =
          new Subprocess(List.of(helper, "get"), Path.of("."), environment)
              .run(registry.getBytes(StandardCharsets.UTF_8), limits.helper());
      if (result.exitCode() != 0) {
        return Optional.empty();
      }
      RegistryLogin login = login(result.stdout(), helper, registry);
      login.hideIn(secrets);
      return Optional.of(login);
    } catch (IOException e) {
      throw new Failure(
          "cannot start '%s', the credential helper of registry '%s'; install it, or log in without it"
              .formatted(helper, registry));
    } catch (TimeoutException e) {
      throw new Failure(
          "the credential helper of registry '%s' must answer within %s, got no answer from '%s'; see what it waits for, or log in without it"
              .formatted(registry, TimeLimits.text(limits.helper()), helper));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  private static RegistryLogin login(byte[] answer, String helper, String registry) {
    ForeignJson login = ForeignJson.parse(answer, place -> unreadable(helper, registry));
    String user = login.text("Username");
    String secret = login.text("Secret");
    if (secret.isEmpty()) {
      throw login.refused("Secret");
    }
    return user.equals(TOKEN)
        ? new RegistryLogin.IdentityToken(secret)
        : new RegistryLogin.Password(user, secret);
  }

  /** What it has answered may be a secret. */
  private static Failure unreadable(String helper, String registry) {
    return new Failure(
        "the credential helper of registry '%s' must answer with a name and a secret, got something else from '%s'; repair it, or log in without it"
            .formatted(registry, helper));
  }
}
