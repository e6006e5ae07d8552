package dev.flotilla.main.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxyTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.acme.example:6443, '', true",
    "https://api.acme.example:6443, other.example, true",
    "https://api.acme.example:6443, acme.example, false",
    "https://api.acme.example:6443, .acme.example, false",
    "https://acme.example, .acme.example, true",
    "https://acme.example, *.acme.example, true",
    "https://api.acme.example, '*.acme.example', false",
    "https://notacme.example, acme.example, true",
    "https://API.acme.example, 'x, Acme.Example ', false",
    "https://api.acme.example:6443, api.acme.example:6443, false",
    "https://api.acme.example:6443, api.acme.example:443, true",
    "https://api.acme.example, api.acme.example:443, false",
    "https://api.acme.example, *, false",
    "https://10.1.2.3:6443, 10.0.0.0/8, false",
    "https://11.1.2.3:6443, 10.0.0.0/8, true",
    "https://10.1.2.3:6443, 10.1.2.3, false",
    "https://10.1.2.3:6443, 10.1.2.3:6443, false",
    "https://[fd00::1]:6443, fd00::/8, false",
    "https://[fd00::1]:6443, 10.0.0.0/8, true",
    "https://api.acme.example, 10.0.0.0/8, true",
    "https://127.0.0.1:6443, '', false",
    "https://[::1]:6443, '', false",
    "https://localhost:6443, '', false",
  })
  void proxyIsTheSameAsInGo(String server, String noProxy, boolean proxied) {
    assertThat(
            EnvironmentProxy.of(
                URI.create(server), Map.of("HTTPS_PROXY", "http://p:3128", "NO_PROXY", noProxy)))
        .isEqualTo(proxied ? "http://p:3128" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "https, HTTPS_PROXY, proxy.acme.example:3128, http://proxy.acme.example:3128",
    "https, https_proxy, socks5://p:1080, socks5://p:1080",
    "https, HTTP_PROXY, http://p:3128, ''",
    "http, HTTP_PROXY, http://p:3128, http://p:3128",
    "https, ALL_PROXY, http://p:3128, ''",
  })
  void proxyIsNamedByTheSchemeOfTheServer(
      String scheme, String variable, String value, String expected) {
    assertThat(
            EnvironmentProxy.of(URI.create(scheme + "://api.example:1"), Map.of(variable, value)))
        .isEqualTo(expected);
  }
}
