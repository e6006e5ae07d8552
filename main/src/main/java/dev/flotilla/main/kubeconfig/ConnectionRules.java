package dev.flotilla.main.kubeconfig;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What client-go refuses in a context with its cluster and user, and the few things that not every
 * client of ours supports.
 *
 * @see <a
 *     href="https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/validation.go">client-go's
 *     rules</a>
 */
final class ConnectionRules {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Set<String> PROXIES = Set.of("http", "https", "socks5");

  private final List<String> problems = new ArrayList<>();

  private ConnectionRules() {}

  static List<String> check(
      ContextEntry context, @Nullable ClusterEntry cluster, @Nullable UserEntry user) {
    ConnectionRules rules = new ConnectionRules();
    rules.context(context, cluster, user);
    if (cluster != null) {
      rules.cluster(cluster);
    }
    if (user != null) {
      rules.user(user);
      user.exec().ifPresent(exec -> rules.exec(user, exec));
    }
    return rules.problems;
  }

  private void context(
      ContextEntry context, @Nullable ClusterEntry cluster, @Nullable UserEntry user) {
    String place = place(context.file(), "context", context.name());
    if (cluster == null) {
      add(place, "cluster must be one of its clusters", context.cluster(), "correct the name");
    }
    if (user == null) {
      add(place, "user must be one of its users", context.user(), "correct the name");
    }
    if (!context.namespace().isEmpty() && !LABEL.matcher(context.namespace()).matches()) {
      add(
          place,
          "namespace must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters)",
          context.namespace(),
          "correct the name");
    }
  }

  private void cluster(ClusterEntry cluster) {
    String place = place(cluster.file(), "cluster", cluster.name());
    boolean data = !cluster.authorityData().isEmpty();
    boolean file = !cluster.authority().isEmpty();
    if (!isServer(cluster.server())) {
      add(place, "server must be a URL such as 'https://10.0.0.1:6443', without a user");
    }
    if (data && file) {
      add(
          place,
          "certificate-authority and certificate-authority-data must not both be set; remove one");
    }
    if (cluster.skipsTlsVerify() && (data || file)) {
      add(
          place,
          "insecure-skip-tls-verify must not be set beside a certificate authority; remove one");
    }
    readable(place, "certificate-authority", cluster.authority());
    proxy(place, cluster);
  }

  private void proxy(String place, ClusterEntry cluster) {
    if (cluster.proxyUrl().isEmpty()) {
      return;
    }
    try {
      URI proxy = new URI(cluster.proxyUrl());
      if (proxy.getHost() != null && PROXIES.contains(String.valueOf(proxy.getScheme()))) {
        return;
      }
    } catch (URISyntaxException e) {
      // It is refused below, and not quoted: it may hold a password.
    }
    add(
        place,
        "proxy-url must be a URL that begins with http://, https:// or socks5://; correct it, or remove it");
  }

  private void user(UserEntry user) {
    String place = place(user.file(), "user", user.name());
    user.authProvider().ifPresent(name -> problems.add(authProvider(place, name)));
    if (!user.token().isEmpty() && user.hasPassword()) {
      add(place, "token and username must not both be set; remove one");
    }
    if (!isHeader(user.token())) {
      add(place, "token must be one line without spaces at its ends; remove its line break");
    }
    if (user.hasCertificate()) {
      certificate(place, user);
    }
    readable(place, "tokenFile", user.tokenFile());
    if (user.as().isEmpty()
        && !(user.asUid().isEmpty() && user.asGroups().isEmpty() && user.asUserExtra().isEmpty())) {
      add(place, "as-uid, as-groups and as-user-extra must come with a user to act as; set 'as'");
    }
    boolean headers =
        isHeader(user.as())
            && isHeader(user.asUid())
            && user.asGroups().stream().allMatch(ConnectionRules::isHeader)
            && user.asUserExtra().values().stream()
                .flatMap(List::stream)
                .allMatch(ConnectionRules::isHeader);
    if (!headers) {
      add(
          place,
          "as, as-uid, as-groups and as-user-extra must each be one line; remove their line breaks");
    }
  }

  private void certificate(String place, UserEntry user) {
    if (!user.certificate().isEmpty() && !user.certificateData().isEmpty()) {
      add(place, "client-certificate and client-certificate-data must not both be set; remove one");
    }
    if (!user.key().isEmpty() && !user.keyData().isEmpty()) {
      add(place, "client-key and client-key-data must not both be set; remove one");
    }
    if (user.key().isEmpty() && user.keyData().isEmpty()) {
      add(place, "client-key or client-key-data must be set beside the certificate; set one");
    }
    readable(place, "client-certificate", user.certificate());
    readable(place, "client-key", user.key());
  }

  private static String authProvider(String place, String name) {
    String remedy =
        switch (name) {
          case "gcp" ->
              "install gke-gcloud-auth-plugin and run 'gcloud container clusters get-credentials'";
          case "azure" -> "install kubelogin and run 'kubelogin convert-kubeconfig'";
          default -> "use a credential plugin (exec), such as kubelogin for oidc";
        };
    return "%s: auth-provider '%s' is not supported; %s".formatted(place, name, remedy);
  }

  private void exec(UserEntry user, ExecEntry exec) {
    String place = place(user.file(), "user", user.name());
    if (exec.command().isEmpty()) {
      add(place, "exec.command must be set; name the program that fetches the credentials");
    }
    if (!Set.of(ExecEntry.V1, ExecEntry.V1BETA1).contains(exec.apiVersion())) {
      add(
          place,
          "exec.apiVersion must be '" + ExecEntry.V1 + "' or '" + ExecEntry.V1BETA1 + "'",
          exec.apiVersion(),
          "set the one that it prints");
    }
    if (exec.environment().stream().anyMatch(variable -> variable.name().isEmpty())) {
      add(place, "exec.env must have a name for each variable; set it");
    }
    if (exec.interactiveMode().equals("Always")) {
      add(
          place,
          "exec.interactiveMode must not be 'Always', because OpenTofu's providers have no terminal; set 'IfAvailable', and log in first");
    } else if (!Set.of("Never", "IfAvailable").contains(exec.interactiveMode())) {
      add(
          place,
          "exec.interactiveMode must be 'Never' or 'IfAvailable'",
          exec.interactiveMode(),
          "set one of these");
    }
  }

  /** It is sent as an HTTP header, whose errors would quote it. */
  private static boolean isHeader(String value) {
    return value.equals(value.strip()) && value.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isServer(String server) {
    try {
      URI uri = new URI(server);
      String scheme = String.valueOf(uri.getScheme());
      return Set.of("http", "https").contains(scheme)
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void readable(String place, String field, String path) {
    if (!path.isEmpty() && !Files.isReadable(Path.of(path))) {
      add(
          place,
          field + " must be a file that you can read",
          path,
          "check its path and its permissions");
    }
  }

  private void add(String place, String rule) {
    problems.add(place + ": " + rule);
  }

  private void add(String place, String rule, String got, String remedy) {
    add(place, rule + ", got '" + got + "'; " + remedy);
  }

  private static String place(Path file, String kind, String name) {
    return "kubeconfig '%s': %s '%s'".formatted(file, kind, name);
  }
}
