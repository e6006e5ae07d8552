package dev.flotilla.fleet.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterDnsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 53, 65535})
  void clusterDnsTakesEveryPort(int port) {
    assertThat(ClusterDns.of("kube-system", port).port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void refusesAPortOutOfRange(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterDns.of("kube-system", port))
        .withMessage(
            "the port of a cluster's DNS must be between 1 and 65535, got '%d'".formatted(port));
  }
}
