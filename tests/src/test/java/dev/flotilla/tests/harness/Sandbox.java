package dev.flotilla.tests.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running sandbox: a cluster, a registry and OpenTofu with its providers. */
public final class Sandbox implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Map<String, String> environment;
  private final KubernetesClient client;

  private Sandbox(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Path.of(environment.get("KUBECONFIG")).toFile()))
            .build();
  }

  /** Starts a sandbox with nothing on its cluster. */
  public static Sandbox start(String name, List<String> options) {
    Path folder = Project.TARGET.resolve("sandbox").resolve(name);
    if (folder.toFile().exists()) {
      sandbox("down", folder);
      Project.delete(folder);
    }
    sandbox("up", folder, options.toArray(String[]::new));
    return new Sandbox(folder, parse(sandbox("env", folder, "--json").stdout()));
  }

  /** Returns the OpenTofu that sandboxes use. */
  public static Path tofu() {
    return built("opentofu");
  }

  /** Returns the folder that sandboxes take OpenTofu's providers from. */
  static Path providers() {
    return built("providers");
  }

  /** Returns the registry that sandboxes have. */
  public static Path registryProgram() {
    return built("registry");
  }

  /** Returns what a part of the sandbox is built as. */
  public static Path built(String part) {
    return Path.of(
        ProcessStarter.of(Project.SANDBOX.toString(), "build", part)
            .run()
            .succeeded()
            .stdout()
            .strip());
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /** Returns what points the program at it. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns the host and port of its registry. */
  public String registry() {
    return environment.get("FLOTILLA_MIRROR").replaceFirst("^.*//", "");
  }

  /** Returns where its Git server is, for Flux. */
  public String git() {
    return environment.get("SANDBOX_GIT");
  }

  /** Returns the password of its Git server. */
  public String gitPassword() {
    return environment.get("SANDBOX_GIT_PASSWORD");
  }

  /** Returns the address of a repository there, such as {@code acme/apps}, for whoever pushes. */
  public String pushAddress(String repository) {
    String login = environment.get("SANDBOX_GIT_USERNAME") + ":" + gitPassword();
    return git().replace("://", "://" + login + "@") + "/" + repository + ".git";
  }

  public KubernetesClient client() {
    return client;
  }

  /** Returns what a job of GitHub Actions that runs {@code workflow} is given. */
  public Map<String, String> identity(WorkflowRun workflow) {
    return parse(sandbox("identity", folder, workflow.options()).stdout());
  }

  /** Returns what a job of GitLab is given, of the pipeline of {@code project} at {@code ref}. */
  public Map<String, String> pipeline(String project, String ref) {
    return parse(
        sandbox("identity", folder, "--json", "--project", project, "--ref", ref).stdout());
  }

  /** Returns the file that says where its Sigstore signs. */
  public Path signingConfig() {
    return folder.resolve("sigstore/signing_config.v0.2.json");
  }

  /** Runs {@code action} while Sigstore's services answer nobody. */
  public void withoutSigstore(Runnable action) {
    List<String> services = new ArrayList<>();
    for (JsonNode process : status().get("processes")) {
      if (process.get("name").asText().startsWith("sigstore-")) {
        services.add(process.get("pid").asText());
      }
    }
    services.forEach(service -> signal("STOP", service));
    try {
      action.run();
    } finally {
      services.forEach(service -> signal("CONT", service));
    }
  }

  /** Returns the variables of one of its processes, each as {@code NAME=value}. */
  public List<String> environmentOf(String process) {
    return List.of(Project.read(Path.of("/proc", pid(status(), process), "environ")).split("\0"));
  }

  /** Returns what one of its processes has logged so far. */
  public String log(String process) {
    return Project.read(folder.resolve("logs").resolve(process + ".log"));
  }

  /** Returns the address of its API server. */
  public String server() {
    return client.getMasterUrl().toString().replaceAll("/$", "");
  }

  /** Returns what {@code sandbox status} prints. */
  JsonNode status() {
    return json(sandbox("status", folder, "--json").stdout());
  }

  /** While no pod is given a node, what waits for one goes on, and so does a first deploy. */
  public void cordonNodes(boolean cordoned) {
    for (Node node : client.nodes().list().getItems()) {
      client
          .resource(node)
          .edit(old -> old.edit().editSpec().withUnschedulable(cordoned).endSpec().build());
    }
  }

  /** Runs {@code action} while the API server is stopped, and the registry is not. */
  public void withoutApiServer(Runnable action) {
    JsonNode status = status();
    String supervisor = status.at("/supervisor/pid").asText();
    // It would start the API server again at once.
    signal("STOP", supervisor);
    try {
      signal("KILL", pid(status, "kube-apiserver"));
      Waiting.await().until(() -> !isServing());
      action.run();
    } finally {
      signal("CONT", supervisor);
    }
    Waiting.await().ignoreExceptions().until(() -> client.raw("/readyz").equals("ok"));
  }

  private boolean isServing() {
    URI server = URI.create(client.getConfiguration().getMasterUrl());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String pid(JsonNode status, String name) {
    for (JsonNode process : status.get("processes")) {
      if (process.get("name").asText().equals(name)) {
        return process.get("pid").asText();
      }
    }
    throw new AssertionError("no process '" + name + "' in " + status);
  }

  private static void signal(String name, String pid) {
    ProcessStarter.of("kill", "-" + name, pid).run().succeeded();
  }

  /** Stops it; the data stay for a look. */
  @Override
  public void close() {
    client.close();
    sandbox("down", folder);
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  private static Map<String, String> parse(String text) {
    try {
      return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  private static ProcessResult sandbox(String command, Path folder, String... more) {
    return ProcessStarter.of(Project.SANDBOX.toString(), command, "--dir", folder.toString())
        .args(more)
        .run()
        .succeeded();
  }
}
