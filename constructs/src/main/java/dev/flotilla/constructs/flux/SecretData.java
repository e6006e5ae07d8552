package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.opentofu.TemplateText;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.GitBasicCredential;
import dev.flotilla.fleet.credential.GitHubAppCredential;
import dev.flotilla.fleet.credential.GitSshCredential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keys of a credential's Secret, and the OpenTofu expressions that yield their values. */
final class SecretData {
  private SecretData() {}

  static Map<String, String> of(Credential credential) {
    if (credential instanceof RegistryCredential registry) {
      return of(registry);
    }
    if (credential instanceof GitBasicCredential login) {
      return Map.of(
          "username",
          TemplateText.literal(login.username()),
          "password",
          variable(login.passwordVariable()));
    }
    if (credential instanceof GitSshCredential key) {
      return Map.of(
          "identity",
          variable(key.identityVariable()),
          "known_hosts",
          TemplateText.literal(key.knownHosts()));
    }
    if (credential instanceof GitHubAppCredential app) {
      return Map.of(
          "githubAppID",
          Long.toString(app.appId()),
          "githubAppInstallationOwner",
          TemplateText.literal(app.installationOwner()),
          "githubAppPrivateKey",
          variable(app.privateKeyVariable()));
    }
    return of((OpaqueCredential) credential);
  }

  private static Map<String, String> of(OpaqueCredential secret) {
    Map<String, String> data = new TreeMap<>();
    secret.keys().forEach(key -> data.put(key, variable(secret.variable(key))));
    return data;
  }

  private static Map<String, String> of(RegistryCredential registry) {
    return Map.of(
        ".dockerconfigjson",
        registry.usernames().keySet().stream()
            .map(host -> login(registry, host))
            .collect(Collectors.joining(", ", "${jsonencode({auths = {", "}})}")));
  }

  private static String login(RegistryCredential registry, String host) {
    String username = TemplateText.quoted(registry.usernames().get(host));
    String password = "var." + registry.variable(host);
    return "%s = {username = %s, password = %s, auth = base64encode(join(\":\", [%s, %s]))}"
        .formatted(TemplateText.quoted(host), username, password, username, password);
  }

  private static String variable(String name) {
    return "${var." + name + "}";
  }
}
