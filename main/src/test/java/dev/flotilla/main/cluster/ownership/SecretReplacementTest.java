package dev.flotilla.main.cluster.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.TestApiServer;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReplacementTest {
  private static final String FORBIDDEN =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"secrets is forbidden\",\"code\":403}";

  private static final String SECRET =
      "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"ghcr-auth\",\"namespace\":\"flux-system\"}}";

  @TempDir Path folder;

  @Test
  void reportsASecretThatCannotBeRestored() throws IOException, GeneralSecurityException {
    List<String> progress = new ArrayList<>();
    try (TestApiServer server = new TestApiServer(folder, "ip:127.0.0.1")) {
      server.answering(TestApiServer.VERSION, 403, "application/json", FORBIDDEN);
      server.answeringAt("/api/v1/namespaces/flux-system/secrets/ghcr-auth", SECRET);
      try (LiveCluster live =
          TestApiServer.connect(
              folder, server.cluster("127.0.0.1"), "token: t", Map.of(), new SecretMask())) {
        SecretReplacement replacement =
            new SecretReplacement(live, List.of("ghcr-auth"), progress::add);

        assertThatThrownBy(
                () ->
                    replacement.makeWayFor(
                        () -> {
                          throw new IllegalStateException("the apply has failed");
                        }))
            .hasMessage("the apply has failed");
      }
    }
    assertThat(progress)
        .hasSize(2)
        .startsWith("replacing the Secret ghcr-auth")
        .last()
        .asString()
        .matches(
            "cannot restore the Secret ghcr-auth: cluster 'staging' at https://127\\.0\\.0\\.1:\\d+ \\(context 'staging' of '.*/kubeconfig'\\) refused the request: secrets is forbidden; ask for the permission, or use another context; deploy again to create it");
  }
}
