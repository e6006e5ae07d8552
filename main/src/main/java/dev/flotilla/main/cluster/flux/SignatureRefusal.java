package dev.flotilla.main.cluster.flux;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why source-controller refuses a signature without a key, in the words of whoever signs: it says
 * at length which regular expression has not matched.
 */
final class SignatureRefusal {
  private static final Pattern MISMATCH =
      Pattern.compile(
          "(?<what>SAN|issuer) value to match regex \"(?<wanted>[^\"]*)\", \\w+ \"(?<found>[^\"]*)\"");

  /** By what Flux's message contains. */
  private static final List<Map.Entry<String, String>> OTHERS =
      List.of(
          Map.entry("no signatures found", "not signed"),
          Map.entry(
              "failed to verify log inclusion",
              "in no log that is trusted; another Sigstore has signed it, or a key"),
          Map.entry(
              "leaf certificate verification failed",
              "signed with a certificate that was not valid then, or of another authority"),
          Map.entry(
              "artifact digest does not match any digest",
              "the signature is that of another artifact"));

  private SignatureRefusal() {}

  /** Returns who has signed and who should have, or what else is wrong; else the message. */
  static String of(String message) {
    Matcher mismatch = MISMATCH.matcher(message);
    if (!mismatch.find()) {
      return OTHERS.stream()
          .filter(other -> message.contains(other.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(message);
    }
    String vouchedBy = mismatch.group("what").equals("issuer") ? "an identity of " : "";
    return "signed by %s%s, wanted %s"
        .formatted(
            vouchedBy,
            signer(mismatch.group("found")),
            // Go prints a string as it is written in its source.
            signer(mismatch.group("wanted").replace("\\\\", "\\")));
  }

  /** Returns the workflow and the ref that a subject, or our regular expression for one, names. */
  static String signer(String subject) {
    return subject
        .replaceAll("^\\^?https://(github\\\\?\\.com/)?|\\$$", "")
        .replace("\\d+", "*")
        .replaceAll("\\\\([^a-z])", "$1");
  }
}
