package dev.flotilla.fleet.registry;

import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * How the clusters of a fleet reach registries: through its mirror, trusting its authorities.
 *
 * @param authorities by the host that is finally reached: behind a mirror, the mirror's
 * @param sigstore the fleet's own, for what does not come from a mirror that has one
 */
public record FleetRegistries(
    Mirror mirror, SortedMap<String, OpaqueCredential> authorities, Optional<Sigstore> sigstore)
    implements Registries {
  private static final String KEY = "ca.crt";

  /**
   * Refuses a Secret that is not an authority: source-controller reads other keys as the
   * certificate of a client, which would be copied to where tenants read it.
   *
   * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/#cert-secret-reference">
   *     Flux's certSecretRef</a>
   */
  public static void check(String host, OpaqueCredential secret) {
    if (!HostPort.isValid(host)) {
      throw new IllegalArgumentException(
          "a registry with a private authority must be a host such as 'registry.acme.example', got '%s'"
              .formatted(host));
    }
    if (!List.copyOf(secret.keys()).equals(List.of(KEY))) {
      throw new IllegalArgumentException(
          "the Secret with the authority of registry '%s' must have the key 'ca.crt' and no other, got '%s' in '%s'; use Credential.opaque(\"%s\", \"ca.crt\")"
              .formatted(
                  host,
                  String.join("', '", secret.keys()),
                  secret.secretName(),
                  secret.secretName()));
    }
  }

  @Override
  public OciUrl apply(OciUrl url) {
    return mirror.apply(url);
  }

  /** Returns a source as it is reached; one that names an authority itself keeps that. */
  public OciSource apply(OciSource source) {
    OciSource reached =
        mirror.apply(source).withVerification(verification(source.url(), source.verification()));
    return authority(reached.url().host())
        .filter(secret -> reached.options().certSecret().isEmpty())
        .map(secret -> reached.withOptions(reached.options().withCertSecret(secret.secretName())))
        .orElse(reached);
  }

  @Override
  public Verification verification(OciUrl url, Verification declared) {
    Verification signed = mirror.verification(url, declared);
    return signed instanceof KeylessVerification rule && !(rule instanceof Trusted)
        ? sigstore.<Verification>map(rule::trusting).orElse(rule)
        : signed;
  }

  @Override
  public Optional<Sigstore> sigstore(OciUrl url) {
    return mirror.sigstore(url).or(this::sigstore);
  }

  @Override
  public List<Sigstore> sigstores() {
    return Stream.concat(sigstore.stream(), mirror.sigstores().stream()).toList();
  }

  @Override
  public Optional<OpaqueCredential> authority(String host) {
    return Optional.ofNullable(authorities.get(host));
  }

  @Override
  public boolean isInsecure(String host) {
    return mirror.isInsecure(host);
  }
}
