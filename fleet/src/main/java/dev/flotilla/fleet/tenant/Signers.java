package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.source.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the policies name whose signature a source demands, one line each. Only an identity has a
 * space in it, so that none reads like a key. With a trusted root a line has a third word: which
 * Sigstore vouches for the signer is part of who it is, because one of a tenant's own vouches for
 * anybody.
 */
public final class Signers {
  /** The line of a source without signatures. */
  public static final String NOBODY = "nobody";

  /** Before the name of a Secret with public keys. */
  public static final String KEY = "key/";

  /** Before the name of a Secret with a trusted root, after the signer. */
  public static final String TRUSTED_ROOT = " trustedRootSecretRef/";

  private Signers() {}

  /**
   * Returns a line {@code issuer subject}, or {@code key/} and the Secret's name, with {@code
   * trustedRootSecretRef/} and that Secret's name if there is one.
   */
  public static List<String> of(Verification verification) {
    Optional<Map<String, Object>> spec = verification.toSpec();
    return spec.map(Signers::of).orElse(List.of(NOBODY));
  }

  /** Returns those of the {@code spec.verify} of a source. */
  public static List<String> of(Map<?, ?> verify) {
    List<String> signers = new ArrayList<>();
    if (verify.get("matchOIDCIdentity") instanceof List<?> identities) {
      for (Object one : identities) {
        Map<?, ?> identity = (Map<?, ?>) one;
        signers.add(identity.get("issuer") + " " + identity.get("subject"));
      }
    }
    if (verify.get("secretRef") instanceof Map<?, ?> secret) {
      signers.add(KEY + secret.get("name"));
    }
    if (verify.get("trustedRootSecretRef") instanceof Map<?, ?> root) {
      signers.replaceAll(signer -> signer + TRUSTED_ROOT + root.get("name"));
    }
    return signers;
  }
}
