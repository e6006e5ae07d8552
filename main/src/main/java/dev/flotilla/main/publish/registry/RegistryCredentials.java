package dev.flotilla.main.publish.registry;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.SecretMask;
import java.util.Optional;
import land.oras.ContainerRef;
import land.oras.auth.AuthProvider;
import land.oras.auth.AuthScheme;
import org.jspecify.annotations.Nullable;

/** Logs in to the registry of one artifact, with what {@code docker login} has left. */
final class RegistryCredentials implements AuthProvider {
  private final DockerLogins logins;
  private final ChannelArtifact artifact;
  private final IdentityTokenExchange exchange;
  private boolean asked;
  private Optional<RegistryLogin> login = Optional.empty();

  /**
   * Asks nothing yet.
   *
   * @param actions what is done there: {@code pull}, or {@code pull,push}
   * @param secrets gets the tokens that are issued for a login
   */
  RegistryCredentials(
      DockerLogins logins,
      ChannelArtifact artifact,
      String actions,
      TimeLimits limits,
      SecretMask secrets) {
    this.logins = logins;
    this.artifact = artifact;
    this.exchange = new IdentityTokenExchange(artifact, actions, limits, secrets);
  }

  /** The SDK asks before each request; a helper is asked once. */
  @Override
  public synchronized @Nullable String getAuthHeader(ContainerRef reference) {
    if (!asked) {
      asked = true;
      login = logins.find(artifact.url().host(), artifact.url().path());
    }
    return login.map(known -> known.header(exchange::header)).orElse(null);
  }

  @Override
  public AuthScheme getAuthScheme() {
    return AuthScheme.BASIC;
  }
}
