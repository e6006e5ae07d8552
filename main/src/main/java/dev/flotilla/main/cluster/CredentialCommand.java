package dev.flotilla.main.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command that a context fetches its credentials with, run as kubectl runs it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
final class CredentialCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_LINES = 5;

  private final Access access;
  private final ExecConfig exec;
  private final Map<String, String> environment;

  CredentialCommand(Access access, ExecConfig exec, Map<String, String> environment) {
    this.access = access;
    this.exec = exec;
    this.environment = environment;
  }

  /** Runs it, and gives {@code config} what it prints. */
  void login(Config config) {
    JsonNode status = status(run());
    JsonNode token = status.path("token");
    JsonNode certificate = status.path("clientCertificateData");
    JsonNode key = status.path("clientKeyData");
    if (token.isTextual()) {
      config.setAutoOAuthToken(token.asText());
    }
    if (certificate.isTextual() && key.isTextual()) {
      config.setClientCertData(certificate.asText());
      config.setClientKeyData(key.asText());
    } else if (!token.isTextual()) {
      throw failure(
          "print a token, or a client certificate with its key, got neither; run it yourself");
    }
  }

  private ProcessResult run() {
    List<String> command = new ArrayList<>(List.of(program()));
    if (exec.getArgs() != null) {
      command.addAll(exec.getArgs());
    }
    try {
      return new Subprocess(command, Path.of("").toAbsolutePath(), ownEnvironment()).run();
    } catch (IOException e) {
      throw failure("be there; install it, or put it on the PATH");
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  /** A path is one from the kubeconfig's folder, a name is looked up. */
  private String program() {
    String program = exec.getCommand();
    return program.contains("/") ? access.kubeconfig().resolveSibling(program).toString() : program;
  }

  private Map<String, String> ownEnvironment() {
    Map<String, String> own = new TreeMap<>(environment);
    own.put(
        "KUBERNETES_EXEC_INFO",
        "{\"kind\":\"ExecCredential\",\"apiVersion\":\"%s\",\"spec\":{\"interactive\":false}}"
            .formatted(exec.getApiVersion()));
    if (exec.getEnv() != null) {
      exec.getEnv().forEach(variable -> own.put(variable.getName(), variable.getValue()));
    }
    return own;
  }

  private JsonNode status(ProcessResult result) {
    if (result.exitCode() != 0) {
      List<String> lines = result.stderr().lines().limit(MOST_LINES).toList();
      throw failure(
          "succeed, got exit code %d; run it yourself, it may want you to log in\n%s"
              .formatted(result.exitCode(), String.join("\n", lines))
              .strip());
    }
    try {
      return JSON.readTree(result.stdout()).path("status");
    } catch (JsonProcessingException e) {
      // What it has printed may be a secret.
      throw failure("print an ExecCredential, got something else; run it yourself");
    }
  }

  private Failure failure(String rule) {
    return new Failure(
        "the command '%s', which fetches the credentials of context '%s' of '%s', must %s"
            .formatted(exec.getCommand(), access.context(), access.kubeconfig(), rule));
  }
}
