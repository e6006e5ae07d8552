package dev.flotilla.fleet.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Who signs without a key: what the certificate of a signature says.
 *
 * @param issuer the RE2 expression, without anchors, for the URL of the identity provider
 * @param subject the RE2 expression, without anchors, for the signer's name there
 */
public record SigningIdentity(String issuer, String subject) {
  private static final Pattern SUBJECT = Pattern.compile("\\S+");
  private static final Pattern BRACES = Pattern.compile("[{}]");
  private static final String ARTIFACT = "{artifact}";
  private static final String REF = "{ref}";

  /**
   * Returns the identity with exactly this issuer and subject.
   *
   * @param issuer the https URL of the identity provider, for example {@code https://gitlab.com}
   * @param subject what its certificates have as the subject: a URL or a mail address
   */
  public static SigningIdentity of(String issuer, String subject) {
    checkSubject(subject);
    return new SigningIdentity(issuer(issuer), Regex.literal(subject));
  }

  /**
   * Returns the signers that a text with {@code {artifact}} and {@code {ref}} stands for.
   *
   * @param issuer the https URL of the identity provider
   */
  public static SigningIdentity template(
      String issuer, String subject, String artifact, GitRef ref) {
    checkSubject(subject);
    if (BRACES.matcher(subject.replace(ARTIFACT, "").replace(REF, "")).find()) {
      throw new IllegalArgumentException(
          "the subject of a signing identity must have no placeholders but '{artifact}' and '{ref}', got '"
              + subject
              + "'; remove the others");
    }
    String expression =
        Regex.literal(subject)
            .replace(Regex.literal(ARTIFACT), Regex.literal(artifact))
            .replace(Regex.literal(REF), ref.pattern());
    return new SigningIdentity(issuer(issuer), expression);
  }

  /** Returns the expression for an issuer. */
  static String issuer(String url) {
    if (!isHttps(url)) {
      throw new IllegalArgumentException(
          "the issuer of a signing identity must be an https URL such as 'https://gitlab.com', got '"
              + url
              + "'");
    }
    return Regex.literal(url);
  }

  static void checkSubject(String subject) {
    if (!SUBJECT.matcher(subject).matches()) {
      throw new IllegalArgumentException(
          "the subject of a signing identity must be a URL or a mail address without spaces, got '"
              + subject
              + "'; copy it from the certificate of a signature");
    }
  }

  private static boolean isHttps(String url) {
    try {
      URI uri = new URI(url);
      return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
