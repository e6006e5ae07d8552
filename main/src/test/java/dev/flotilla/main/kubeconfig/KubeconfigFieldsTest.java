package dev.flotilla.main.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of clientcmd v1, as the sandbox's tests list them from client-go: what is given to
 * OpenTofu as it is, what means nothing to any client, and what is refused by its name.
 */
class KubeconfigFieldsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "");
    Files.writeString(folder.resolve("token"), "");
  }

  @Test
  void fieldsAreThoseOfClientGo() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    KubeconfigField.all().map(KubeconfigField::name).forEach(names::add);
    try (InputStream listed = getClass().getResourceAsStream("clientcmd-v1.txt")) {
      assertThat(names)
          .containsExactlyElementsOf(new String(listed.readAllBytes(), UTF_8).lines().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.flotilla.main.kubeconfig.KubeconfigField#all")
  void fieldReachesOpenTofuOrIsRefusedByName(KubeconfigField field) throws IOException {
    if (field.isRefused()) {
      assertThatThrownBy(() -> field.resolve(folder))
          .hasMessage(
              "kubeconfig '%s/kubeconfig'".formatted(folder)
                  + field.resolved().substring(1).replace("FOLDER", folder.toString()));
    } else {
      assertThat(field.resolve(folder))
          .contains(field.resolved().replace("FOLDER", folder.toString()));
    }
  }
}
