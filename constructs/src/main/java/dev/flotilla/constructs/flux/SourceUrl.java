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
    boolean secret = hasSecret(url);
    if (!valid || secret) {
      throw new IllegalArgumentException(
          what
              + " must be a URL with scheme "
              + schemes.pattern().replace("|", " or ")
              + ", a host and neither password nor token, got '"
              + (secret ? masked(url) : url)
              + "'");
    }
  }

  /** Whatever stands before an {@code @}, but for the account of an SSH server. */
  private static boolean hasSecret(URI url) {
    String authority = String.valueOf(url.getRawAuthority());
    boolean account = "ssh".equals(url.getScheme()) && authority.matches("[^:@]*@[^@]*");
    return authority.contains("@") && !account;
  }

  private static String masked(URI url) {
    String authority = url.getRawAuthority();
    return url.getScheme() + "://…" + authority.substring(authority.lastIndexOf('@'));
  }
}
