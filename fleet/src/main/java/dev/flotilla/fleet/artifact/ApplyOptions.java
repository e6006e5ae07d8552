package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.kubernetes.Ordered;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How Flux's Kustomizations apply what a source has.
 *
 * <p>Rejected: variables with other characters than letters, digits and {@code _}, a decryption
 * Secret without a key that SOPS reads, decryption by a Secret and by a cloud's identity.
 *
 * @param owner whose they are, by which problems name it, for example {@code artifact 'web'}
 * @param consumes the variables of {@code flux-runtime-info} that are substituted: a cluster that
 *     runs it must have them
 * @param substitutes further variables, and their values
 * @param decryption the SOPS keys that its Secrets are encrypted for; empty means there are none
 * @param isDecryptedByIdentity whether a cloud's KMS has these keys
 */
@RecordBuilder
public record ApplyOptions(
    String owner,
    SortedSet<String> consumes,
    SortedMap<String, String> substitutes,
    Reconciliation reconciliation,
    Optional<OpaqueCredential> decryption,
    boolean isDecryptedByIdentity) {

  public ApplyOptions {
    consumes.forEach(Variables::name);
    consumes = Collections.unmodifiableSortedSet(new TreeSet<>(consumes));
    substitutes = Variables.copyOf(substitutes);
    decryption.ifPresent(ApplyOptions::requireSopsKey);
    if (isDecryptedByIdentity && decryption.isPresent()) {
      throw new IllegalArgumentException(
          owner + " must be decrypted by a Secret or by a cloud's identity, got both; drop one");
    }
  }

  static ApplyOptions standard(String owner) {
    return new ApplyOptions(
        owner,
        Collections.emptySortedSet(),
        Ordered.NONE,
        Reconciliation.DEFAULT,
        Optional.empty(),
        false);
  }

  /**
   * Kustomize-controller reads Age keys from *.agekey, OpenPGP keys from *.asc, tokens from sops.*.
   */
  private static void requireSopsKey(OpaqueCredential secret) {
    for (String key : secret.keys()) {
      if (key.endsWith(".agekey") || key.endsWith(".asc") || key.startsWith("sops.")) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "a decryption Secret must have a key that ends in '.agekey' or '.asc' or starts with 'sops.', got '"
            + String.join("', '", secret.keys())
            + "' in '"
            + secret.secretName()
            + "'; rename one");
  }

  ApplyOptions consuming(String... variables) {
    SortedSet<String> more = new TreeSet<>(consumes);
    Collections.addAll(more, variables);
    return ApplyOptionsFields.from(this).consumes(more).build();
  }

  ApplyOptions substituting(String variable, String value) {
    return ApplyOptionsFields.from(this)
        .substitutes(Ordered.putNew(substitutes, variable, value, "a variable of " + owner))
        .build();
  }

  ApplyOptions withReconciliation(Reconciliation value) {
    return ApplyOptionsFields.from(this).reconciliation(value).build();
  }

  ApplyOptions withDecryption(OpaqueCredential value) {
    return ApplyOptionsFields.from(this).decryption(Optional.of(value)).build();
  }

  ApplyOptions withCloudDecryption() {
    return ApplyOptionsFields.from(this).isDecryptedByIdentity(true).build();
  }
}
