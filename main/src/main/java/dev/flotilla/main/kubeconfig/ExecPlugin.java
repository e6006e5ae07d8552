package dev.flotilla.main.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.process.BinaryResult;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The command that fetches a user's credential, run as kubectl runs it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
final class ExecPlugin {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A version is part of the message; anything else that it prints may be a secret. */
  private static final Pattern VERSION =
      Pattern.compile("client\\.authentication\\.k8s\\.io/v[0-9a-z]{1,10}");

  /** How long a command may take that asks nobody. */
  static final Duration LIMIT = Duration.ofMinutes(1);

  /** How long a command may take that may open a browser, where a person logs in. */
  static final Duration LIMIT_OF_A_PERSON = Duration.ofMinutes(5);

  private final UserEntry user;
  private final ExecEntry exec;
  private final ClusterEntry cluster;
  private final Map<String, String> environment;
  private final Duration limit;

  ExecPlugin(
      UserEntry user, ExecEntry exec, ClusterEntry cluster, Map<String, String> environment) {
    this(
        user,
        exec,
        cluster,
        environment,
        exec.interactiveMode().equals("Never") ? LIMIT : LIMIT_OF_A_PERSON);
  }

  ExecPlugin(
      UserEntry user,
      ExecEntry exec,
      ClusterEntry cluster,
      Map<String, String> environment,
      Duration limit) {
    this.user = user;
    this.exec = exec;
    this.cluster = cluster;
    this.environment = environment;
    this.limit = limit;
  }

  /** Runs the plugin, and returns the credential that it prints. */
  PluginCredential credential() {
    JsonNode answer = answer(run());
    String version = answer.path("apiVersion").asText();
    if (!version.equals(exec.apiVersion())) {
      throw failure(
          "print the apiVersion of its exec entry, '%s', got %s; set exec.apiVersion to the one that it prints"
              .formatted(
                  exec.apiVersion(),
                  VERSION.matcher(version).matches() ? "'" + version + "'" : "another"));
    }
    JsonNode status = answer.path("status");
    String token = status.path("token").asText("");
    String certificate = status.path("clientCertificateData").asText("");
    String key = status.path("clientKeyData").asText("");
    if (certificate.isEmpty() != key.isEmpty() || (token.isEmpty() && key.isEmpty())) {
      throw failure(
          "print a token, or a client certificate with its key, got neither; run it yourself and read what it prints");
    }
    if (token.chars().anyMatch(Character::isISOControl)) {
      throw failure(
          "print a token of one line, got several; run it yourself and read what it prints");
    }
    return new PluginCredential(
        token, certificate, key, expires(status.path("expirationTimestamp").asText("")));
  }

  private Optional<Instant> expires(String timestamp) {
    try {
      return timestamp.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(timestamp).toInstant());
    } catch (DateTimeParseException e) {
      throw failure(
          "print a time in RFC 3339 as expirationTimestamp, got another text; update the command");
    }
  }

  private BinaryResult run() {
    List<String> command = new ArrayList<>(List.of(exec.command()));
    command.addAll(exec.arguments());
    try {
      return new Subprocess(command, Path.of("").toAbsolutePath(), ownEnvironment())
          .run(new byte[0], limit);
    } catch (IOException e) {
      String hint = exec.installHint().isBlank() ? "" : "\n" + exec.installHint().strip();
      throw failure("exist; install it, or put it on the PATH" + hint);
    } catch (TimeoutException e) {
      throw failure(
          "end within %d s, and was stopped; run it yourself, it may want you to log in"
              .formatted(limit.toSeconds()));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  private Map<String, String> ownEnvironment() {
    List<String> needs = List.of("exec." + Path.of(exec.command()).getFileName());
    Map<String, String> own = ChildEnvironment.CREDENTIAL_PLUGIN.of(environment, needs);
    exec.environment().forEach(variable -> own.put(variable.name(), variable.value()));
    ObjectNode info = JSON.createObjectNode();
    info.put("kind", "ExecCredential").put("apiVersion", exec.apiVersion());
    ObjectNode spec = info.putObject("spec").put("interactive", false);
    if (exec.provideClusterInfo()) {
      spec.set("cluster", clusterInfo());
    }
    own.put("KUBERNETES_EXEC_INFO", info.toString());
    return own;
  }

  private ObjectNode clusterInfo() {
    ObjectNode info = JSON.createObjectNode().put("server", cluster.server());
    put(info, "tls-server-name", cluster.tlsServerName());
    if (cluster.skipsTlsVerify()) {
      info.put("insecure-skip-tls-verify", true);
    }
    put(info, "certificate-authority-data", authority());
    put(info, "proxy-url", cluster.proxyUrl());
    if (cluster.disableCompression()) {
      info.put("disable-compression", true);
    }
    // kubectl gives null where the cluster has no configuration for plugins.
    info.set("config", JSON.valueToTree(cluster.execConfig()));
    return info;
  }

  private String authority() {
    if (cluster.authority().isEmpty()) {
      return cluster.authorityData();
    }
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(cluster.authority())));
    } catch (IOException e) {
      throw new Failure(
          "kubeconfig '%s': cluster '%s': certificate-authority must be a file that you can read, got '%s'; check its path and its permissions"
              .formatted(cluster.file(), cluster.name(), cluster.authority()));
    }
  }

  private static void put(ObjectNode info, String name, String value) {
    if (!value.isEmpty()) {
      info.put(name, value);
    }
  }

  /** What else it prints may be a secret too, one that no mask knows. */
  private JsonNode answer(BinaryResult result) {
    if (result.exitCode() != 0) {
      throw failure(
          "succeed, got exit code %d; run it yourself and read what it prints, it may want you to log in"
              .formatted(result.exitCode()));
    }
    try {
      JsonNode answer = JSON.readTree(result.text().stdout());
      if (answer.path("kind").asText().equals("ExecCredential")) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      // What it has printed may be a secret.
    }
    throw failure(
        "print an ExecCredential, got something else; run it yourself and read what it prints");
  }

  private Failure failure(String rule) {
    return new Failure(
        "the command '%s', which fetches the credentials of user '%s' in kubeconfig '%s', must %s"
            .formatted(exec.command(), user.name(), user.file(), rule));
  }
}
