package dev.flotilla.main.publish.signature;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flotilla.main.publish.registry.RegistryReference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signature without which source-controller refuses a chart.
 *
 * @param address the chart in its registry, by its digest
 * @param insecure whether that speaks plain HTTP
 * @param keys public keys, of which one must have signed; without any, {@code identities} count
 * @param identities of which one must have signed without a key; none means anybody. Unless it is
 *     exactly one, Flux takes signatures of the old format only
 * @param trustedRoot the file of a Sigstore other than the public one, or empty
 */
public record DemandedSignature(
    @JsonProperty("reference") String address,
    boolean insecure,
    List<String> keys,
    List<Identity> identities,
    String trustedRoot) {

  /**
   * Who has signed.
   *
   * @param issuer an expression, as Go has them, of the issuer in the certificate
   * @param subject one of the certificate's subject
   */
  public record Identity(String issuer, String subject) {
    static final Identity ANYBODY = new Identity(".*", ".*");
  }

  /** A list or text that is not there is empty. */
  public DemandedSignature(
      String address,
      boolean insecure,
      @Nullable List<String> keys,
      @Nullable List<Identity> identities,
      @Nullable String trustedRoot) {
    this.address = address;
    this.insecure = insecure;
    this.keys = keys == null ? List.of() : List.copyOf(keys);
    this.identities = identities == null ? List.of() : List.copyOf(identities);
    this.trustedRoot = Objects.requireNonNullElse(trustedRoot, "");
  }

  RegistryReference reference() {
    return new RegistryReference(address, insecure);
  }
}
