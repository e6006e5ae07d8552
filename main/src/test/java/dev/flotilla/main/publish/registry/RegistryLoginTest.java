package dev.flotilla.main.publish.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryLoginTest {
  private static String header(RegistryLogin login) {
    return login.header(token -> "Bearer issued for " + token);
  }

  @Test
  void sendsAPasswordAsItIs() {
    assertThat(header(new RegistryLogin.Password("ann", "secret")))
        .isEqualTo("Basic YW5uOnNlY3JldA==");
  }

  @Test
  void exchangesOnlyAnIdentityToken() {
    assertThat(header(new RegistryLogin.IdentityToken("t"))).isEqualTo("Bearer issued for t");
    assertThat(header(new RegistryLogin.RegistryToken("t"))).isEqualTo("Bearer t");
  }
}
