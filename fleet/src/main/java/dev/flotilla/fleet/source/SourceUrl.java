package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.HostPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rule for the URL of a source, and the URL that was probably meant. */
public final class SourceUrl {
  /** How Git's own commands name a repository over SSH, and that form behind a scheme. */
  private static final Pattern SCP =
      Pattern.compile(
          "(?:ssh://)?([-\\w.]+@[-\\w.]+|[-\\w]+(?:\\.[-\\w]+)+):(?![0-9]+/|//)/?([-\\w./~]+)");

  private static final Pattern WITHOUT_SCHEME =
      Pattern.compile("[-\\w]+(\\.[-\\w]+)+(:[0-9]+)?(/.*)?");
  private static final Pattern USER_ONLY = Pattern.compile("^https?://[^/:@]+@[^/@]+(/.*)?$");
  private static final Pattern USER = Pattern.compile("(?s)^([a-z][-a-z0-9+.]*://)[^/]*@");

  private SourceUrl() {}

  /** Returns {@code text} as a URL that {@link #check} lets pass. */
  public static URI parse(String what, String text, Pattern schemes) {
    Optional<URI> url = parsed(text);
    if (url.isEmpty()) {
      throw refused(what, text, schemes);
    }
    check(what, url.get(), schemes);
    return url.get();
  }

  /** Refuses a URL that has another scheme, no host, or a user, password or token in it. */
  public static void check(String what, URI url, Pattern schemes) {
    if (!isValid(url, schemes)) {
      throw refused(what, url.toString(), schemes);
    }
  }

  private static boolean isValid(URI url, Pattern schemes) {
    String authority = String.valueOf(url.getRawAuthority());
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return url.getScheme() != null
        && schemes.matcher(url.getScheme()).matches()
        && url.getRawAuthority() != null
        && HostPort.isValid(host)
        && !hasSecret(url);
  }

  private static IllegalArgumentException refused(String what, String text, Pattern schemes) {
    String meant =
        meant(text, schemes)
            .filter(url -> parsed(url).filter(other -> isValid(other, schemes)).isPresent())
            .map(url -> "; write '" + url + "'")
            .orElse("");
    String rule =
        USER_ONLY.matcher(text).find()
            ? "not contain a user, which a credential supplies"
            : "be a URL with scheme %s, a host and neither password nor token"
                .formatted(schemes.pattern().replace("|", " or "));
    return new IllegalArgumentException(
        "%s must %s, got '%s'%s".formatted(what, rule, masked(text), meant));
  }

  private static Optional<String> meant(String text, Pattern schemes) {
    Matcher scp = SCP.matcher(text);
    if (scp.matches() && schemes.matcher("ssh").matches()) {
      return Optional.of("ssh://" + scp.group(1) + "/" + scp.group(2));
    }
    if (WITHOUT_SCHEME.matcher(text).matches() && !text.matches("[^/]*:[0-9]+")) {
      return Optional.of("https://" + text);
    }
    Matcher user = USER.matcher(text);
    return user.find() ? Optional.of(user.replaceFirst("$1")) : Optional.empty();
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whatever stands before an {@code @}, but for the account of an SSH server. */
  private static boolean hasSecret(URI url) {
    String authority = String.valueOf(url.getRawAuthority());
    boolean account = "ssh".equals(url.getScheme()) && authority.matches("[^:@]*@[^@]*");
    return authority.contains("@") && !account;
  }

  /** Returns {@code text} without what stands before an {@code @}: a user may be a token. */
  static String masked(String text) {
    return text.startsWith("ssh://") && text.matches("ssh://[^:@/]*@[^@]*")
        ? text
        : USER.matcher(text).replaceFirst("$1…@");
  }
}
