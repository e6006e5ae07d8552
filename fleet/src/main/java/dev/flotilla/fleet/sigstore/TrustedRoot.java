package dev.flotilla.fleet.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Whose certificates, logs and times count in a Sigstore; nothing in it is secret.
 *
 * <p>Rejected: what Flux cannot verify with, which is a root without a certificate authority, a
 * transparency log with a URL, a certificate transparency log or a timestamp authority, and more
 * than 64 KiB.
 *
 * @param json the file {@code trusted_root.json}, as {@code cosign trusted-root create} writes it;
 *     kept with an entry a line
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/ocirepositories/#custom-trusted-root">trusted
 *     roots of Flux</a>
 */
public record TrustedRoot(String json) {
  /**
   * What source-controller fails without: the URL of one log at least, a timestamp of each Rekor v2
   * entry, a certificate timestamp of each certificate.
   */
  private static final CosignFile FILE =
      new CosignFile(
          "a trusted root",
          "cosign trusted-root create",
          "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
          List.of(
              new CosignFile.Part(
                  "certificateAuthorities",
                  "a certificate authority",
                  "--fulcio",
                  TrustedRoot::hasCertificate),
              new CosignFile.Part(
                  "tlogs", "a log with a URL", "--rekor", TrustedRoot::isLogWithUrl),
              new CosignFile.Part("ctlogs", "a CT log", "--ctfe", TrustedRoot::hasKey),
              new CosignFile.Part(
                  "timestampAuthorities",
                  "a timestamp authority",
                  "--tsa",
                  TrustedRoot::hasCertificate)));

  public TrustedRoot {
    json = FILE.checked(json);
  }

  /** Returns whether a text is a trusted root. */
  public static boolean isValid(String text) {
    try {
      new TrustedRoot(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasCertificate(JsonNode authority) {
    return !authority.at("/certChain/certificates/0/rawBytes").asText().isEmpty();
  }

  private static boolean hasKey(JsonNode log) {
    return !log.at("/publicKey/rawBytes").asText().isEmpty();
  }

  private static boolean isLogWithUrl(JsonNode log) {
    return hasKey(log) && !log.path("baseUrl").asText().isEmpty();
  }
}
