package dev.flotilla.main.kubeconfig;

import static dev.flotilla.main.kubeconfig.KubeconfigField.IGNORED;

import java.util.List;

/** The fields of a user. */
final class UserFields {
  static void addTo(KubeconfigField.Table fields) {
    fields.add("AuthInfo.token", "user", "token: abc", "token: abc");
    fields.add("AuthInfo.token", "user", "token: null", "user: {}");
    fields.add(
        "AuthInfo.token",
        "user",
        "token: \"hidden\\n\"",
        "!: user 'u': token must be one line without spaces at its ends; remove its line break");
    fields.add(
        "AuthInfo.token",
        "user",
        "token: 12345678",
        "!: users[0].user.token must be a string; put it in quotes");
    fields.add("AuthInfo.tokenFile", "user", "tokenFile: token", "tokenFile: FOLDER/token");
    fields.add(
        "AuthInfo.tokenFile",
        "user",
        "tokenFile: missing",
        "!: user 'u': tokenFile must be a file that you can read, got 'FOLDER/missing'; check its path and its permissions");
    fields.add("AuthInfo.username", "user", "username: me, password: x", "username: me");
    fields.add("AuthInfo.password", "user", "username: me, password: x", "password: x");
    fields.add(
        "AuthInfo.password",
        "user",
        "token: abc, password: x",
        "!: user 'u': token and username must not both be set; remove one");
    fields.add(
        "AuthInfo.client-certificate",
        "user",
        "client-certificate: ca.crt, client-key: token",
        "client-certificate: FOLDER/ca.crt");
    fields.add(
        "AuthInfo.client-certificate",
        "user",
        "client-certificate: missing, client-key: token",
        "!: user 'u': client-certificate must be a file that you can read, got 'FOLDER/missing'; check its path and its permissions");
    fields.add(
        "AuthInfo.client-certificate-data",
        "user",
        "client-certificate-data: eHl6, client-certificate: ca.crt, client-key: token",
        "!: user 'u': client-certificate and client-certificate-data must not both be set; remove one");
    fields.add(
        "AuthInfo.client-certificate-data",
        "user",
        "client-certificate-data: eHl6, client-key: token",
        "client-certificate-data: eHl6");
    fields.add(
        "AuthInfo.client-key",
        "user",
        "client-certificate: ca.crt",
        "!: user 'u': client-key or client-key-data must be set beside the certificate; set one");
    fields.add(
        "AuthInfo.client-key",
        "user",
        "client-certificate: ca.crt, client-key: missing",
        "!: user 'u': client-key must be a file that you can read, got 'FOLDER/missing'; check its path and its permissions");
    fields.add(
        "AuthInfo.client-key",
        "user",
        "client-certificate: ca.crt, client-key: token",
        "client-key: FOLDER/token");
    fields.add(
        "AuthInfo.client-key-data",
        "user",
        "client-certificate: ca.crt, client-key-data: eHl6",
        "client-key-data: eHl6");
    fields.add(
        "AuthInfo.client-key-data",
        "user",
        "client-certificate: ca.crt, client-key: token, client-key-data: eHl6",
        "!: user 'u': client-key and client-key-data must not both be set; remove one");
    fields.add("AuthInfo.as", "user", "token: t, as: nobody", "as: nobody");
    fields.add("AuthInfo.as-uid", "user", "as: nobody, as-uid: '7'", "as-uid: '7'");
    fields.add(
        "AuthInfo.as-groups",
        "user",
        "as: nobody, as-groups: [a, b]",
        "as-groups:\n    - a\n    - b");
    fields.add(
        "AuthInfo.as-user-extra",
        "user",
        "as: nobody, as-user-extra: {k: [v]}",
        "as-user-extra:\n      k:\n      - v");
    for (String alone : List.of("as-uid: '7'", "as-groups: [a]", "as-user-extra: {k: [v]}")) {
      fields.add(
          "AuthInfo.as",
          "user",
          alone,
          "!: user 'u': as-uid, as-groups and as-user-extra must come with a user to act as; set 'as'");
    }
    fields.add(
        "AuthInfo.as",
        "user",
        "as: \"a\\nb\"",
        "!: user 'u': as, as-uid, as-groups and as-user-extra must each be one line; remove their line breaks");
    fields.add(
        "AuthInfo.as-groups",
        "user",
        "as: nobody, as-groups: a",
        "!: users[0].user.as-groups must be a list");
    fields.add(
        "AuthInfo.extensions", "user", "token: t, extensions: [{name: x, extension: {}}]", IGNORED);
    for (String provider :
        List.of(
            "gcp, install gke-gcloud-auth-plugin and run 'gcloud container clusters get-credentials'",
            "azure, install kubelogin and run 'kubelogin convert-kubeconfig'",
            "oidc, use a credential plugin (exec), such as kubelogin for oidc")) {
      String name = provider.replaceAll(",.*", "");
      fields.add(
          "AuthProviderConfig.name",
          "user",
          "auth-provider: {name: %s, config: {cmd-path: gcloud}}".formatted(name),
          "!: user 'u': auth-provider '%s' is not supported; %s"
              .formatted(name, provider.substring(name.length() + 2)));
    }
    fields.add("AuthInfo.auth-provider", "user", "token: t, auth-provider: null", "token: t");
    fields.add("AuthProviderConfig.config", "user", "token: t, auth-provider: null", "token: t");
  }

  private UserFields() {}
}
