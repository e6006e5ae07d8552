package dev.flotilla.main.kubeconfig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user of a kubeconfig: how it proves who it is, and whom it acts as. Absent fields are empty.
 *
 * @param file where it stands, for messages
 * @param authProvider the name of its auth provider, if it has one
 */
record UserEntry(
    Path file,
    String name,
    String certificate,
    String certificateData,
    String key,
    String keyData,
    String token,
    String tokenFile,
    String username,
    String password,
    String as,
    String asUid,
    List<String> asGroups,
    Map<String, List<String>> asUserExtra,
    Optional<String> authProvider,
    Optional<ExecEntry> exec) {

  static UserEntry of(String name, KubeconfigFields fields) {
    return new UserEntry(
        fields.file(),
        name,
        fields.path("client-certificate"),
        fields.data("client-certificate-data"),
        fields.path("client-key"),
        fields.data("client-key-data"),
        fields.text("token"),
        fields.path("tokenFile"),
        fields.text("username"),
        fields.text("password"),
        fields.text("as"),
        fields.text("as-uid"),
        fields.texts("as-groups"),
        fields.textLists("as-user-extra"),
        fields.optionalFields("auth-provider").map(provider -> provider.text("name")),
        fields.optionalFields("exec").map(ExecEntry::of));
  }

  boolean hasCertificate() {
    return !certificate.isEmpty() || !certificateData.isEmpty();
  }

  boolean hasPassword() {
    return !username.isEmpty() || !password.isEmpty();
  }

  /** Returns the command that is run for a credential: client-go runs none beside another one. */
  Optional<ExecEntry> command() {
    boolean other = !token.isEmpty() || !tokenFile.isEmpty() || hasPassword() || hasCertificate();
    return exec.filter(entry -> !other);
  }
}
