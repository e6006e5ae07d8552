package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kubeconfigs as real users have them: the program gets in where client-go does, as the same. */
@Tag("staging")
class AccessE2E {
  private final Path folder = Project.emptyFolder("access");
  private final Sandbox sandbox;
  private final Map<String, Path> kubeconfigs = new LinkedHashMap<>();
  private final String server;
  private final String cluster;
  private final String user;

  AccessE2E(@InSandbox("staging") DeployedSandbox staging) {
    sandbox = staging.sandbox();
    Config client = sandbox.client().getConfiguration();
    server = "server: '%s'".formatted(sandbox.server());
    cluster = server + ", certificate-authority-data: " + client.getCaCertData();
    user =
        "client-certificate-data: %s, client-key-data: %s"
            .formatted(client.getClientCertData(), client.getClientKeyData());
  }

  @Test
  void programHasAccessExactlyWhereClientGoHas() throws IOException {
    writeKubeconfigs();
    List<String> files = kubeconfigs.values().stream().map(Path::toString).toList();
    JsonNode oracle =
        Sandbox.json(
            ProcessStarter.of(Project.SANDBOX.toString(), "whoami", "staging")
                .args(files.toArray(String[]::new))
                .run()
                .succeeded()
                .stdout());

    ProcessResult status =
        Program.ownFleet("AccessFleet", folder, "kubeconfigs=" + String.join(",", files))
            .with(redirecting())
            .run("status", "--json", "--timeout", "60s")
            .exited(1);

    assertThat(Sandbox.json(status.stdout())).hasSize(files.size());
    for (JsonNode answer : Sandbox.json(status.stdout())) {
      String name = answer.get("cluster").asText();
      JsonNode expected = oracle.get(kubeconfigs.get(name).toString());
      String answered = "%s: %s, client-go %s".formatted(name, answer.get("message"), expected);
      String message = answer.get("message").asText();
      if (expected.path("user").asText().equals("nobody@acme.example")) {
        assertThat(message)
            .as(answered)
            .contains("User \"nobody@acme.example\" cannot get resource");
      } else {
        assertThat(answer.get("reached").asBoolean()).as(answered).isEqualTo(expected.has("user"));
      }
    }
    assertThat(status.stdout() + status.stderr())
        .doesNotContain("internal error", "must not happen", user.substring(40, 80));
  }

  /** Nothing of these is an access that the fleet names. */
  private static Map<String, String> redirecting() {
    String elsewhere = "https://127.0.0.1:1";
    return Map.of(
        "KUBERNETES_MASTER", elsewhere,
        "KUBERNETES_SERVICE_HOST", "127.0.0.1",
        "KUBERNETES_SERVICE_PORT", "1",
        "KUBERNETES_AUTH_TOKEN", "another-token",
        "KUBERNETES_OAUTH_TOKEN", "another-token",
        "KUBE_HOST", elsewhere,
        "KUBE_TOKEN", "another-token",
        "KUBE_CONFIG_PATH", "/no/kubeconfig");
  }

  private void writeKubeconfigs() throws IOException {
    Config client = sandbox.client().getConfiguration();
    Files.writeString(folder.resolve("my ca.crt"), decoded(client.getCaCertData()));
    Files.writeString(folder.resolve("my tls.crt"), decoded(client.getClientCertData()));
    Files.writeString(folder.resolve("my tls.key"), decoded(client.getClientKeyData()));
    add("plain", cluster, user);
    add(
        "spaced",
        server + ", certificate-authority: my ca.crt",
        "client-certificate: ./my tls.crt, client-key: my tls.key");
    add("insecure", server + ", insecure-skip-tls-verify: true", user);
    add("insecure-with-authority", cluster + ", insecure-skip-tls-verify: true", user);
    add("without-authority", server, user);
    add("another-name", cluster + ", tls-server-name: kubernetes.default.svc", user);
    add("wrong-name", cluster + ", tls-server-name: elsewhere.example", user);
    add("proxy-down", cluster + ", proxy-url: 'http://127.0.0.1:1'", user);
    add("proxy-socks-down", cluster + ", proxy-url: 'socks5://127.0.0.1:1'", user);
    add("proxy-ftp", cluster + ", proxy-url: 'ftp://127.0.0.1:1'", user);
    add("uncompressed", cluster + ", disable-compression: true", user);
    add("as-nobody", cluster, user + ", as: nobody@acme.example");
    add("as-group-alone", cluster, user + ", as-groups: [a]");
    add(
        "as-admin",
        cluster,
        user + ", as: boss, as-uid: '7', as-groups: ['system:masters'], as-user-extra: {a/b: [c]}");
    add("token-wrong", cluster, "token: nobody-knows-it");
    add("token-line", cluster, "token: \"nobody-knows-it\\n\"");
    add("token-and-password", cluster, "token: a, username: b");
    add("auth-provider", cluster, "auth-provider: {name: gcp}");
    add("no-key", cluster, "client-certificate-data: " + client.getClientCertData());
    add("no-user", cluster, "token: null");
    plugin("exec-v1", "v1", "v1", "");
    plugin("exec-v1beta1", "v1beta1", "v1beta1", "");
    plugin("exec-mismatch", "v1", "v1beta1", "");
    plugin("exec-cluster", "v1", "v1", ", provideClusterInfo: true");
    add("exec-missing", cluster, exec("v1", "./not-here", ", installHint: brew install it"));
    add("exec-no-mode", cluster, exec("v1", "aws", "").replace("interactiveMode: Never, ", ""));
  }

  /** One that wants to hear of the cluster where its entry says so. */
  private void plugin(String name, String entry, String answer, String more) throws IOException {
    String printed =
        "{\"kind\": \"ExecCredential\", \"apiVersion\": \"client.authentication.k8s.io/%s\", \"status\": %s}"
            .formatted(answer, status());
    Path credential = Files.writeString(folder.resolve(name + ".json"), printed);
    String check =
        more.isEmpty() ? "" : "case $KUBERNETES_EXEC_INFO in *shoot*) ;; *) exit 1 ;; esac\n";
    Project.executable(
        folder.resolve(name + ".sh"),
        "#!/bin/sh\necho 'a new version is available' >&2\n[ \"$PROFILE[$EMPTY]\" = 'prod admin[]' ] || exit 3\n%scat '%s'\n"
            .formatted(check, credential));
    add(
        name,
        cluster
            + ", extensions: [{name: client.authentication.k8s.io/exec, extension: {shoot: prod}}]",
        exec(entry, "./" + name + ".sh", more));
  }

  private String status() {
    Config client = sandbox.client().getConfiguration();
    return Sandbox.JSON
        .createObjectNode()
        .put("clientCertificateData", decoded(client.getClientCertData()))
        .put("clientKeyData", decoded(client.getClientKeyData()))
        .toString();
  }

  private static String exec(String version, String command, String more) {
    return "exec: {apiVersion: client.authentication.k8s.io/%s, command: %s, args: null, interactiveMode: Never, env: [{name: PROFILE, value: prod admin}, {name: EMPTY, value: ''}]%s}"
        .formatted(version, command, more);
  }

  private void add(String name, String clusterFields, String userFields) throws IOException {
    kubeconfigs.put(
        name,
        Files.writeString(
            folder.resolve(name),
            """
            apiVersion: v1
            kind: Config
            current-context: other
            clusters: [{name: c, cluster: {%s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: staging, context: {cluster: c, user: u}}]
            """
                .formatted(clusterFields, userFields)));
  }

  private static String decoded(String data) {
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }
}
