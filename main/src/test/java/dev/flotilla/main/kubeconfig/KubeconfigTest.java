package dev.flotilla.main.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigTest {
  @TempDir Path folder;

  @Test
  void takesTheFirstOfANameFromAListOfFilesAsAWhole() throws IOException {
    Path first =
        write("first", "users: null\nclusters: [{name: c, cluster: {server: 'https://first'}}]");
    Path second =
        write(
            "second",
            """
            clusters: [{name: c, cluster: {server: 'https://second', tls-server-name: not-merged}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: prod, context: {cluster: c, user: u}}]
            """);
    List<Path> files = List.of(first, folder.resolve("missing"), second);

    Connection connection = Kubeconfig.read(files).connection("prod").orElseThrow();

    assertThat(connection.server()).hasToString("https://first");
    assertThat(connection.tlsServerName()).isEmpty();
    assertThat(Kubeconfig.read(files).contexts()).containsExactly("prod");
    assertThat(Kubeconfig.read(files).connection("elsewhere")).isEmpty();
  }

  @Test
  void reportsAWrongVersionBeforeAWrongKind() throws IOException {
    Path file = write("both", "kind: List\napiVersion: v2");

    assertThatThrownBy(() -> Kubeconfig.read(List.of(file)))
        .hasMessage("kubeconfig '%s': apiVersion must be 'v1', got 'v2'", file);
  }

  /** EKS writes such names, kubectl with {@code -o json} such files. */
  @Test
  void readsJsonWithNamesThatAreArns() throws IOException {
    String arn = "arn:aws:eks:eu-central-1:123456789012:cluster/prod";
    Path file =
        write(
            "json",
            """
            {
            \t"kind": "Config",
            \t"apiVersion": "v1",
            \t"preferences": {},
            \t"clusters": [{"name": "%1$s", "cluster": {"server": "https:\\/\\/prod.acme.example", "tls-server-name": "a\\u0062c"}}],
            \t"users": [{"name": "%1$s", "user": {"token": "t"}}],
            \t"contexts": [{"name": "%1$s", "context": {"cluster": "%1$s", "user": "%1$s"}}],
            \t"current-context": "%1$s"
            }
            """
                .formatted(arn));

    Connection connection = Kubeconfig.read(List.of(file)).connection(arn).orElseThrow();

    assertThat(connection.server()).hasToString("https://prod.acme.example");
    assertThat(connection.tlsServerName()).isEqualTo("abc");
    assertThat(Kubeconfig.read(List.of(file)).contexts()).containsExactly(arn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "---", "# nothing", "clusters: null\nusers: []\ncontexts:"})
  void findsNothingInAnEmptyFile(String text) throws IOException {
    assertThat(Kubeconfig.read(List.of(write("empty", text))).contexts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "{[, \" must be readable YAML, got a mistake in line 1; check it with 'kubectl config view'\"",
        "\"users: [{name: u, user: {token: hidden\", \" must be readable YAML, got a mistake in line 1; check it with 'kubectl config view'\"",
        "\"a: b\n\tc: hidden\", \" must be readable YAML, got a mistake in line 2; check it with 'kubectl config view'\"",
        "hidden, : its content must be an object",
        "[hidden], : its content must be an object",
        "\"users: [{name: u, user: hidden}]\", : users[0].user must be an object",
        "\"users: [{name: u}, {name: u}]\", \": users has 'u' twice; remove one\"",
        "\"users: [{name: [hidden]}]\", : users[0].name must be a string; put it in quotes",
      })
  void reportsWhereAFileIsBrokenWithoutPrintingIt(String text, String rule) throws IOException {
    Path file = write("broken", text);

    assertThatThrownBy(() -> Kubeconfig.read(List.of(file)))
        .hasMessage("kubeconfig '%s'".formatted(file) + rule);
  }

  @Test
  void reportsAFileThatIsNotText() throws IOException {
    Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> Kubeconfig.read(List.of(file)))
        .hasMessage(
            "kubeconfig '%s' must be a text file that you can read; check its permissions"
                .formatted(file));
  }

  @Test
  void reportsEveryMistakeAtOnce() throws IOException {
    Path file =
        write(
            "several",
            """
            clusters: [{name: c, cluster: {server: '', proxy-url: p}}]
            users: [{name: u, user: {as-uid: '1'}}]
            contexts: [{name: prod, context: {cluster: c, user: u}}]
            """);

    assertThatThrownBy(() -> Kubeconfig.read(List.of(file)).connection("prod"))
        .hasMessage(
            """
            kubeconfig '%1$s': cluster 'c': server must be a URL such as 'https://10.0.0.1:6443', without a user
            kubeconfig '%1$s': cluster 'c': proxy-url must be a URL that begins with http://, https:// or socks5://; correct it, or remove it
            kubeconfig '%1$s': user 'u': as-uid, as-groups and as-user-extra must come with a user to act as; set 'as'\
            """
                .formatted(file));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
