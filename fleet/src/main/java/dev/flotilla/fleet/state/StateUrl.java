package dev.flotilla.fleet.state;

import dev.flotilla.fleet.kubernetes.HostPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rule for the URL of a server that keeps states, and the URL that was probably meant. */
enum StateUrl {
  /** A server that speaks S3's protocol. */
  S3(
      "https",
      "the S3 server that keeps the states must be an https URL",
      "https://minio.acme.example"),
  /** A GitLab server, which may be one that a test runs. */
  GITLAB(
      "https?",
      "the GitLab server that keeps the states must be an https or http URL",
      "https://gitlab.com");

  private static final Pattern WITHOUT_SCHEME = Pattern.compile("[-\\w]+(\\.[-\\w]+)+(:[0-9]+)?/?");
  private static final Pattern LOGIN = Pattern.compile("(?s)^([a-z]+://)?[^/]*@");

  private final Pattern schemes;
  private final String rule;
  private final String example;

  StateUrl(String schemes, String rule, String example) {
    this.schemes = Pattern.compile(schemes);
    this.rule = rule;
    this.example = example;
  }

  /** Returns {@code text} as a URL that {@link #check} lets pass. */
  URI parse(String text) {
    return check(parsed(text).orElseThrow(() -> refused(text)));
  }

  /** Returns {@code url}; refuses another scheme, a login, a query and a fragment. */
  URI check(URI url) {
    if (!isValid(url)) {
      throw refused(url.toString());
    }
    return url;
  }

  private boolean isValid(URI url) {
    return url.getScheme() != null
        && schemes.matcher(url.getScheme()).matches()
        && url.getRawAuthority() != null
        && HostPort.isValid(url.getRawAuthority())
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private IllegalArgumentException refused(String text) {
    boolean login = text.contains("@");
    return new IllegalArgumentException(
        "%s without user and password, such as '%s'%s%s"
            .formatted(
                rule,
                example,
                login ? "" : ", got '" + text + "'",
                meant(text).map(url -> "; write '" + url + "'").orElse("")));
  }

  private Optional<String> meant(String text) {
    Matcher login = LOGIN.matcher(text);
    String plain = login.find() ? login.replaceFirst("$1") : text;
    return Optional.of(WITHOUT_SCHEME.matcher(plain).matches() ? "https://" + plain : plain)
        .filter(url -> !url.equals(text))
        .filter(url -> parsed(url).filter(this::isValid).isPresent());
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
