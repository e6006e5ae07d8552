package dev.flotilla.main.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "config", "",
          "cluster", "server: 'https://10.0.0.1:6443'",
          "user", "token: t",
          "context", "cluster: c, user: u");

  @TempDir Path folder;

  /**
   * A field with a value.
   *
   * @param name the type of client-go, and the field's name in the file
   * @param where which object of the file it stands in
   * @param yaml that object's fields
   * @param resolved what OpenTofu's file has for it, or why there is nothing; or the refusal
   */
  record Field(String name, String where, String yaml, String resolved) {
    boolean isRefused() {
      return resolved.startsWith("!");
    }

    @Override
    public String toString() {
      return name + ": " + yaml;
    }
  }

  private static final List<Field> FIELDS = new ArrayList<>();

  private static void field(String name, String where, String yaml, String resolved) {
    FIELDS.add(new Field(name, where, yaml, resolved));
  }

  private static final String IGNORED = "";
  private static final String SERVER = "server: 'https://10.0.0.1:6443'";
  private static final String EXEC =
      "apiVersion: client.authentication.k8s.io/v1, command: aws, interactiveMode: Never";

  static {
    // Top level: kubectl reads the same three lists; the rest is for people.
    field("Config.apiVersion", "config", "apiVersion: v1", IGNORED);
    field("Config.apiVersion", "config", "apiVersion: v2", "!: apiVersion must be 'v1', got 'v2'");
    field("Config.kind", "config", "kind: Config", IGNORED);
    field("Config.kind", "config", "kind: List", "!: kind must be 'Config', got 'List'");
    field("Config.preferences", "config", "preferences: {colors: true}", IGNORED);
    field("Config.current-context", "config", "current-context: other", "current-context: prod");
    field("Config.extensions", "config", "extensions: [{name: x, extension: {}}]", IGNORED);
    field("Config.clusters", "config", "clusters: {}", "!: clusters must be a list");
    field("Config.users", "config", "users: x", "!: users must be a list");
    field("Config.contexts", "config", "contexts: [x]", "!: contexts[0] must be an object");

    field("Cluster.server", "cluster", "server: 'https://h/k8s/c-1'", "server: https://h/k8s/c-1");
    field("Cluster.server", "cluster", "server: 'http://127.0.0.1:8001'", "server: http://127.0");
    for (String server :
        List.of("''", "10.0.0.1:6443", "'https://me:hidden@h'", "ftp://h", "'a b'")) {
      field(
          "Cluster.server",
          "cluster",
          "server: " + server + ", disable-compression: true",
          "!: cluster 'c': server must be a URL such as 'https://10.0.0.1:6443', without a user");
    }
    field(
        "Cluster.tls-server-name",
        "cluster",
        SERVER + ", tls-server-name: api",
        "tls-server-name: api");
    field(
        "Cluster.insecure-skip-tls-verify",
        "cluster",
        SERVER + ", insecure-skip-tls-verify: yes",
        "insecure-skip-tls-verify: true");
    field(
        "Cluster.insecure-skip-tls-verify",
        "cluster",
        SERVER + ", insecure-skip-tls-verify: true, certificate-authority: ca.crt",
        "!: cluster 'c': insecure-skip-tls-verify must not be set beside a certificate authority; remove one");
    field(
        "Cluster.insecure-skip-tls-verify",
        "cluster",
        SERVER + ", insecure-skip-tls-verify: 1",
        "!: clusters[0].cluster.insecure-skip-tls-verify must be true or false");
    field(
        "Cluster.certificate-authority",
        "cluster",
        SERVER + ", certificate-authority: ca.crt",
        "certificate-authority: FOLDER/ca.crt");
    field(
        "Cluster.certificate-authority",
        "cluster",
        SERVER + ", certificate-authority: missing.crt",
        "!: cluster 'c': certificate-authority must be a file that you can read, got 'FOLDER/missing.crt'; check its path and its permissions");
    field(
        "Cluster.certificate-authority-data",
        "cluster",
        SERVER + ", certificate-authority-data: eHl6",
        "certificate-authority-data: eHl6");
    field(
        "Cluster.certificate-authority-data",
        "cluster",
        SERVER + ", certificate-authority-data: '%'",
        "!: clusters[0].cluster.certificate-authority-data must be base64");
    field(
        "Cluster.certificate-authority-data",
        "cluster",
        SERVER + ", certificate-authority-data: eHl6, certificate-authority: ca.crt",
        "!: cluster 'c': certificate-authority and certificate-authority-data must not both be set; remove one");
    for (String proxy : List.of("http://p:3128", "https://p", "socks5://me:x@p:1080")) {
      field(
          "Cluster.proxy-url",
          "cluster",
          SERVER + ", proxy-url: '" + proxy + "'",
          "proxy-url: " + proxy);
    }
    for (String proxy : List.of("ftp://p", "p:3128", "'socks4://me:hidden@p'", "'http://'")) {
      field(
          "Cluster.proxy-url",
          "cluster",
          SERVER + ", proxy-url: " + proxy,
          "!: cluster 'c': proxy-url must be a URL that begins with http://, https:// or socks5://; correct it, or remove it");
    }
    field(
        "Cluster.disable-compression",
        "cluster",
        SERVER + ", disable-compression: true",
        "disable-compression: true");
    field(
        "Cluster.extensions",
        "cluster",
        SERVER
            + ", extensions: [{name: x, extension: 1}, {name: client.authentication.k8s.io/exec, extension: {shoot: prod}}]",
        "extension:\n        shoot: prod");

    field("AuthInfo.token", "user", "token: abc", "token: abc");
    field("AuthInfo.token", "user", "token: null", "user: {}");
    field(
        "AuthInfo.token",
        "user",
        "token: \"hidden\\n\"",
        "!: user 'u': token must be one line without spaces at its ends; remove its line break");
    field(
        "AuthInfo.token",
        "user",
        "token: 12345678",
        "!: users[0].user.token must be a string; put it in quotes");
    field("AuthInfo.tokenFile", "user", "tokenFile: token", "tokenFile: FOLDER/token");
    field(
        "AuthInfo.tokenFile",
        "user",
        "tokenFile: missing",
        "!: user 'u': tokenFile must be a file that you can read, got 'FOLDER/missing'; check its path and its permissions");
    field("AuthInfo.username", "user", "username: me, password: x", "username: me");
    field("AuthInfo.password", "user", "username: me, password: x", "password: x");
    field(
        "AuthInfo.password",
        "user",
        "token: abc, password: x",
        "!: user 'u': token and username must not both be set; remove one");
    field(
        "AuthInfo.client-certificate",
        "user",
        "client-certificate: ca.crt, client-key: token",
        "client-certificate: FOLDER/ca.crt");
    field(
        "AuthInfo.client-certificate",
        "user",
        "client-certificate: missing, client-key: token",
        "!: user 'u': client-certificate must be a file that you can read, got 'FOLDER/missing'; check its path and its permissions");
    field(
        "AuthInfo.client-certificate-data",
        "user",
        "client-certificate-data: eHl6, client-certificate: ca.crt, client-key: token",
        "!: user 'u': client-certificate and client-certificate-data must not both be set; remove one");
    field(
        "AuthInfo.client-certificate-data",
        "user",
        "client-certificate-data: eHl6, client-key: token",
        "client-certificate-data: eHl6");
    field(
        "AuthInfo.client-key",
        "user",
        "client-certificate: ca.crt",
        "!: user 'u': client-key or client-key-data must be set beside the certificate; set one");
    field(
        "AuthInfo.client-key",
        "user",
        "client-certificate: ca.crt, client-key: missing",
        "!: user 'u': client-key must be a file that you can read, got 'FOLDER/missing'; check its path and its permissions");
    field(
        "AuthInfo.client-key",
        "user",
        "client-certificate: ca.crt, client-key: token",
        "client-key: FOLDER/token");
    field(
        "AuthInfo.client-key-data",
        "user",
        "client-certificate: ca.crt, client-key-data: eHl6",
        "client-key-data: eHl6");
    field(
        "AuthInfo.client-key-data",
        "user",
        "client-certificate: ca.crt, client-key: token, client-key-data: eHl6",
        "!: user 'u': client-key and client-key-data must not both be set; remove one");
    field("AuthInfo.as", "user", "token: t, as: nobody", "as: nobody");
    field("AuthInfo.as-uid", "user", "as: nobody, as-uid: '7'", "as-uid: '7'");
    field(
        "AuthInfo.as-groups",
        "user",
        "as: nobody, as-groups: [a, b]",
        "as-groups:\n    - a\n    - b");
    field(
        "AuthInfo.as-user-extra",
        "user",
        "as: nobody, as-user-extra: {k: [v]}",
        "as-user-extra:\n      k:\n      - v");
    for (String alone : List.of("as-uid: '7'", "as-groups: [a]", "as-user-extra: {k: [v]}")) {
      field(
          "AuthInfo.as",
          "user",
          alone,
          "!: user 'u': as-uid, as-groups and as-user-extra must come with a user to act as; set 'as'");
    }
    field(
        "AuthInfo.as",
        "user",
        "as: \"a\\nb\"",
        "!: user 'u': as, as-uid, as-groups and as-user-extra must each be one line; remove their line breaks");
    field(
        "AuthInfo.as-groups",
        "user",
        "as: nobody, as-groups: a",
        "!: users[0].user.as-groups must be a list");
    field(
        "AuthInfo.extensions", "user", "token: t, extensions: [{name: x, extension: {}}]", IGNORED);
    for (String provider :
        List.of(
            "gcp, install gke-gcloud-auth-plugin and run 'gcloud container clusters get-credentials'",
            "azure, install kubelogin and run 'kubelogin convert-kubeconfig'",
            "oidc, use a credential plugin (exec), such as kubelogin for oidc")) {
      String name = provider.replaceAll(",.*", "");
      field(
          "AuthProviderConfig.name",
          "user",
          "auth-provider: {name: %s, config: {cmd-path: gcloud}}".formatted(name),
          "!: user 'u': auth-provider '%s' is not supported; %s"
              .formatted(name, provider.substring(name.length() + 2)));
    }
    field("AuthInfo.auth-provider", "user", "token: t, auth-provider: null", "token: t");
    field("AuthProviderConfig.config", "user", "token: t, auth-provider: null", "token: t");

    field(
        "AuthInfo.exec",
        "user",
        "exec: {" + EXEC + "}",
        "exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: aws\n");
    field(
        "AuthInfo.exec",
        "user",
        "token: t, exec: {" + EXEC + "}",
        "user:\n    token: t\ncontexts:");
    field(
        "ExecConfig.command",
        "user",
        "exec: {" + EXEC.replace("aws", "./bin/x") + "}",
        "command: FOLDER/bin/x");
    field(
        "ExecConfig.command",
        "user",
        "exec: {" + EXEC.replace("aws", "''") + "}",
        "!: user 'u': exec.command must be set; name the program that fetches the credentials");
    field(
        "ExecConfig.args",
        "user",
        "exec: {" + EXEC + ", args: [a, null, '']}",
        "args:\n      - a\n      - ''\n      - ''");
    field("ExecConfig.args", "user", "exec: {" + EXEC + ", args: null}", "args: []");
    field(
        "ExecConfig.args",
        "user",
        "exec: {" + EXEC + ", args: [1]}",
        "!: users[0].user.exec.args must be a list of strings; put each in quotes");
    field("ExecConfig.env", "user", "exec: {" + EXEC + ", env: null}", "env: []");
    field(
        "ExecEnvVar.name",
        "user",
        "exec: {" + EXEC + ", env: [{name: A, value: a b}]}",
        "env:\n      - name: A\n        value: a b");
    field(
        "ExecEnvVar.name",
        "user",
        "exec: {" + EXEC + ", env: [{value: x}]}",
        "!: user 'u': exec.env must have a name for each variable; set it");
    field(
        "ExecEnvVar.value",
        "user",
        "exec: {" + EXEC + ", env: [{name: A}]}",
        "- name: A\n        value: ''");
    field(
        "ExecConfig.apiVersion",
        "user",
        "exec: {" + EXEC.replace("/v1", "/v1beta1") + "}",
        "apiVersion: client.authentication.k8s.io/v1beta1");
    for (String version : List.of("''", "client.authentication.k8s.io/v1alpha1")) {
      field(
          "ExecConfig.apiVersion",
          "user",
          "exec: {apiVersion: %s, command: aws, interactiveMode: Never}".formatted(version),
          "!: user 'u': exec.apiVersion must be 'client.authentication.k8s.io/v1' or 'client.authentication.k8s.io/v1beta1', got '%s'; set the one that it prints"
              .formatted(version.replace("'", "")));
    }
    field(
        "ExecConfig.installHint",
        "user",
        "exec: {" + EXEC + ", installHint: brew}",
        "installHint: brew");
    field(
        "ExecConfig.provideClusterInfo",
        "user",
        "exec: {" + EXEC + ", provideClusterInfo: true}",
        "provideClusterInfo: true");
    field("ExecConfig.interactiveMode", "user", "exec: {" + EXEC + "}", "interactiveMode: Never");
    field(
        "ExecConfig.interactiveMode",
        "user",
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws}",
        "interactiveMode: IfAvailable");
    field(
        "ExecConfig.interactiveMode",
        "user",
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}",
        "!: user 'u': exec.interactiveMode must be 'Never' or 'IfAvailable', got ''; set one of these");
    field(
        "ExecConfig.interactiveMode",
        "user",
        "exec: {" + EXEC.replace("Never", "Always") + "}",
        "!: user 'u': exec.interactiveMode must not be 'Always', because OpenTofu's providers have no terminal; set 'IfAvailable', and log in first");

    field(
        "Context.cluster",
        "context",
        "user: u",
        "!: context 'prod': cluster must be one of its clusters, got ''; correct the name");
    field(
        "Context.cluster",
        "context",
        "cluster: x, user: u",
        "!: context 'prod': cluster must be one of its clusters, got 'x'; correct the name");
    field(
        "Context.user",
        "context",
        "cluster: c",
        "!: context 'prod': user must be one of its users, got ''; correct the name");
    field(
        "Context.user",
        "context",
        "cluster: c, user: x",
        "!: context 'prod': user must be one of its users, got 'x'; correct the name");
    field("Context.namespace", "context", "cluster: c, user: u, namespace: web", IGNORED);
    field(
        "Context.namespace",
        "context",
        "cluster: c, user: u, namespace: A",
        "!: context 'prod': namespace must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'A'; correct the name");
    field("Context.extensions", "context", "cluster: c, user: u, extensions: null", IGNORED);
  }

  static Stream<Field> fields() {
    return FIELDS.stream();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("ca.crt"), "");
    Files.writeString(folder.resolve("token"), "");
  }

  @Test
  void areAllOfClientGo() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    fields().map(Field::name).forEach(names::add);
    try (InputStream listed = getClass().getResourceAsStream("clientcmd-v1.txt")) {
      assertThat(names)
          .containsExactlyElementsOf(new String(listed.readAllBytes(), UTF_8).lines().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void reachOpenTofuOrAreRefusedByName(Field field) throws IOException {
    if (field.isRefused()) {
      assertThatThrownBy(() -> resolved(field))
          .hasMessage(
              "kubeconfig '%s/kubeconfig'".formatted(folder)
                  + field.resolved().substring(1).replace("FOLDER", folder.toString()));
    } else {
      assertThat(resolved(field)).contains(field.resolved().replace("FOLDER", folder.toString()));
    }
  }

  private String resolved(Field field) throws IOException {
    Map<String, String> objects = new TreeMap<>(DEFAULTS);
    objects.put(field.where(), field.yaml());
    StringBuilder text = new StringBuilder(objects.get("config")).append('\n');
    for (String kind : List.of("cluster", "user", "context")) {
      if (!objects.get("config").startsWith(kind + "s:")) {
        text.append(
            "%ss: [{name: %s, %s: {%s}}]\n"
                .formatted(
                    kind,
                    kind.equals("context") ? "prod" : kind.substring(0, 1),
                    kind,
                    objects.get(kind)));
      }
    }
    Path file = Files.writeString(folder.resolve("kubeconfig"), text);
    Path resolved = folder.resolve("resolved");
    Kubeconfig.read(List.of(file)).connection("prod").orElseThrow().write(resolved);
    return Files.readString(resolved);
  }
}
