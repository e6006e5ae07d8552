package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.opentofu.TemplateText;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.SecretValues;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The values of a credential's Secret, as OpenTofu expressions that yield them. */
final class SecretData implements SecretValues {
  private SecretData() {}

  static SortedMap<String, String> of(Credential credential) {
    return credential.data(new SecretData());
  }

  @Override
  public String text(String text) {
    return TemplateText.literal(text);
  }

  @Override
  public String variable(String name) {
    return "${var." + name + "}";
  }

  @Override
  public String dockerConfig(List<Login> logins) {
    return logins.stream()
        .map(SecretData::login)
        .collect(Collectors.joining(", ", "${jsonencode({auths = {", "}})}"));
  }

  private static String login(Login login) {
    String username = TemplateText.quoted(login.username());
    String password = "var." + login.variable();
    return "%s = {username = %s, password = %s, auth = base64encode(join(\":\", [%s, %s]))}"
        .formatted(TemplateText.quoted(login.host()), username, password, username, password);
  }
}
