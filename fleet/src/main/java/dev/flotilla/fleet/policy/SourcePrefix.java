package dev.flotilla.fleet.policy;

import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.registry.Registries;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.Signers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where tenants may have their sources, for example {@code oci://ghcr.io/acme/}: there, and in all
 * folders below.
 *
 * <p>Rejected: another scheme than {@code https}, {@code oci} or {@code ssh}, but for {@code http}
 * on loopback; no slash at the end, without which {@code oci://ghcr.io/acme} would allow {@code
 * oci://ghcr.io/acme-evil}; a password, or a user but that of {@code ssh}; a host or an OCI folder
 * with upper-case letters; whatever a server may read in two ways, such as {@code ..}, {@code %2e}
 * or a space; signers of what need not be signed.
 *
 * @param value the folder, with a slash at its end
 * @param isSigned whether a source there must demand signatures: of the signer of its tenant's own
 *     artifact, or of one of {@code signers}
 * @param signers further signers that are accepted there: identities, because a key would be read
 *     from a Secret that the tenant itself writes
 */
public record SourcePrefix(String value, boolean isSigned, List<KeylessVerification> signers) {
  /**
   * A URL that every reader interprets alike: no query, no percent-encoding, no folder {@code ..}
   * behind the host. RE2 and Java mean the same by it.
   */
  public static final String PLAIN_URL =
      "^[a-z]+://[^/]+(/[.]?[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*)*/*$";

  private static final String ANY = "any";
  private static final Pattern PLAIN = Pattern.compile(PLAIN_URL);
  private static final String HOST = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?/";
  private static final Pattern LOOPBACK = Pattern.compile("http://(127[.]0[.]0[.]1|localhost)[:/]");
  private static final Pattern RULE =
      Pattern.compile(
          "oci://"
              + HOST
              + "([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*/)*"
              + "|(https?://|ssh://([a-z_][-a-z0-9_]*@)?)"
              + HOST
              + "([.]?[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*/)*");

  public SourcePrefix {
    signers = List.copyOf(signers);
    if (!value.startsWith("https://")
        && !value.startsWith("oci://")
        && !value.startsWith("ssh://")
        && !LOOPBACK.matcher(value).lookingAt()) {
      throw new IllegalArgumentException(
          "a prefix of allowed sources must start with 'https://', 'oci://' or 'ssh://', got '"
              + withoutUser(value)
              + "'");
    }
    if (!value.endsWith("/")) {
      throw new IllegalArgumentException(
          "a prefix of allowed sources must end with '/', else it also allows addresses that only begin with it,"
              + " got '"
              + withoutUser(value)
              + "'");
    }
    if (!RULE.matcher(value).matches() || !HostPort.isValid(host(value))) {
      throw new IllegalArgumentException(
          "a prefix of allowed sources must be a lower-case host and plain folders such as"
              + " 'oci://ghcr.io/acme/', got '"
              + withoutUser(value)
              + "'");
    }
    if (!isSigned && !signers.isEmpty()) {
      throw new IllegalArgumentException(
          "a prefix that need not be signed must have no signers, got some for '"
              + value
              + "'; use SourcePolicyProps.allowingSigned");
    }
  }

  /** Where sources need not be signed. */
  public SourcePrefix(String value) {
    this(value, false, List.of());
  }

  private static String host(String value) {
    String authority = value.replaceFirst("^[a-z]+://([^/]*)/.*$", "$1");
    return authority.substring(authority.indexOf('@') + 1);
  }

  /** A user may be a token. */
  private static String withoutUser(String url) {
    return url.replaceFirst("(?s)^(\\w+://)?.*@", "$1…@");
  }

  /** Returns how the allow-list names its signers, one line each. */
  public List<String> signerLines() {
    return signers.stream()
        .flatMap(verification -> Signers.of(verification).stream())
        .map(signer -> value + " " + signer)
        .toList();
  }

  /** Returns whether {@code url} is below this prefix. */
  public boolean allows(String url) {
    String folder = url + "/";
    return PLAIN.matcher(folder).matches() && folder.startsWith(value);
  }

  /** Returns this prefix as the cluster reaches it, with the Sigstore that vouches for signers. */
  public SourcePrefix through(Registries registries) {
    if (!value.startsWith("oci://")) {
      return this;
    }
    OciUrl any = new OciUrl(value + ANY);
    String reached = registries.apply(any).value();
    List<KeylessVerification> vouched =
        signers.stream()
            .map(
                signer ->
                    registries
                        .sigstore(any)
                        .<KeylessVerification>map(signer::trusting)
                        .orElse(signer))
            .toList();
    return new SourcePrefix(
        reached.substring(0, reached.length() - ANY.length()), isSigned, vouched);
  }
}
