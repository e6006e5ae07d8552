package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.process.ChildEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenTofu gets of the program's environment: what its backend, its encryption and the command
 * that fetches the cluster's credentials need, and the variables that the stack declares.
 *
 * <p>It is found in the stack as it was synthesized, so it holds for whatever has put it there.
 */
final class StackEnvironment {
  /** Logs of the providers, by a name that says what they hold. */
  static final String PROVIDER_LOGS = "FLOTILLA_LOG_PROVIDERS_WITH_SECRETS";

  private static final String LOG = "TF_LOG";
  private static final String LOG_OF_OPENTOFU = "TF_LOG_CORE";
  private static final String LOG_OF_PROVIDERS = "TF_LOG_PROVIDER";
  private static final String LOG_FILE = "TF_LOG_PATH";

  /** In YAML or JSON, of any user of the file: one too many is harmless. */
  private static final Pattern COMMAND =
      Pattern.compile("[\"']?command[\"']?\\s*:\\s*[\"']?([^\"',\\s}]+)");

  private final JsonNode stack;

  StackEnvironment(JsonNode stack) {
    this.stack = stack;
  }

  /**
   * Returns the environment of OpenTofu.
   *
   * @param own the program's
   * @param kubeconfig the cluster's
   */
  SortedMap<String, String> of(Map<String, String> own, Path kubeconfig) {
    SortedMap<String, String> environment = ChildEnvironment.ENGINE.of(own, needs(own, kubeconfig));
    environment.keySet().removeIf(name -> name.startsWith(OpenTofu.VARIABLE));
    stack
        .path("variable")
        .fieldNames()
        .forEachRemaining(name -> pass(OpenTofu.VARIABLE + name, own, environment));
    log(own, environment);
    return environment;
  }

  static boolean hasLogsOfProviders(Map<String, String> own) {
    return !own.getOrDefault(PROVIDER_LOGS, "").isEmpty();
  }

  private static void pass(String name, Map<String, String> own, Map<String, String> environment) {
    if (own.containsKey(name)) {
      environment.put(name, own.get(name));
    }
  }

  /**
   * A provider logs what it sends and gets, credentials included, in forms that no mask knows:
   * HashiCorp's kubernetes provider as base64 of whole documents and as decimal bytes.
   */
  private static void log(Map<String, String> own, Map<String, String> environment) {
    if (!hasLogsOfProviders(own)) {
      pass(LOG_OF_OPENTOFU, own, environment);
      if (own.containsKey(LOG)) {
        environment.putIfAbsent(LOG_OF_OPENTOFU, own.get(LOG));
      }
      environment.put(LOG_OF_PROVIDERS, "off");
      environment.remove(LOG);
    } else {
      environment.put(LOG, own.get(PROVIDER_LOGS));
      environment.put(LOG_OF_PROVIDERS, own.get(PROVIDER_LOGS));
    }
    pass(LOG_FILE, own, environment);
  }

  private List<String> needs(Map<String, String> own, Path kubeconfig) {
    List<String> needs = new ArrayList<>();
    JsonNode settings = stack.path("terraform");
    settings.path("backend").fieldNames().forEachRemaining(type -> needs.add("backend." + type));
    settings
        .path("encryption")
        .path("key_provider")
        .fieldNames()
        .forEachRemaining(type -> needs.add("key_provider." + type));
    settings
        .path("backend")
        .findValuesAsText("config_path")
        .forEach(path -> commands(read(expanded(path, own)), needs));
    commands(read(kubeconfig), needs);
    stack.path("provider").findValues("exec").forEach(exec -> commands(exec.toString(), needs));
    return needs;
  }

  private static void commands(String text, List<String> needs) {
    Matcher command = COMMAND.matcher(text);
    while (command.find()) {
      needs.add("exec." + Path.of(command.group(1)).getFileName());
    }
  }

  private static Path expanded(String path, Map<String, String> own) {
    return Path.of(path.startsWith("~/") ? own.getOrDefault("HOME", "") + path.substring(1) : path);
  }

  /** The cluster need not be there, nor its kubeconfig; who reads it then says so. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
