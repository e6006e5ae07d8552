package dev.flotilla.constructs.flux;

import java.net.URI;
import java.util.regex.Pattern;

/** The rule for the URL of a source. */
final class SourceUrl {
  private SourceUrl() {}

  /** Refuses a URL that has another scheme, no host, or a password or token in it. */
  static void check(String what, URI url, Pattern schemes) {
    boolean valid =
        url.getScheme() != null
            && schemes.matcher(url.getScheme()).matches()
            && url.getHost() != null;
    boolean secret =
        url.getUserInfo() != null
            && (url.getUserInfo().contains(":") || !"ssh".equals(url.getScheme()));
    if (!valid || secret) {
      throw new IllegalArgumentException(
          what
              + " must be a URL with scheme "
              + schemes.pattern().replace("|", " or ")
              + ", a host and neither password nor token, got '"
              + (secret ? url.getScheme() + "://…@" + url.getHost() : url)
              + "'");
    }
  }
}
