package dev.flotilla.fleet.registry;

import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Optional;

/** How a cluster reaches registries. */
public interface Registries {
  /** Returns where the cluster reaches {@code url}. */
  OciUrl apply(OciUrl url);

  /**
   * Returns whose signature the artifact {@code url} must carry where the cluster reaches it: that
   * of the declared signer, with the Sigstore that vouches for it there, unless the owner of the
   * registry there signs it.
   */
  default Verification verification(OciUrl url, Verification declared) {
    return declared;
  }

  /**
   * Returns the Sigstore by which signatures without a key of what is at {@code url} are verified;
   * empty means the public one.
   */
  default Optional<Sigstore> sigstore(OciUrl url) {
    return Optional.empty();
  }

  /** Returns each Sigstore by which something is verified, beside the public one. */
  default List<Sigstore> sigstores() {
    return List.of();
  }

  /**
   * Returns the Secret in {@code flux-system} with the {@code ca.crt} of the private authority that
   * has issued the certificate of {@code host}, if one has.
   */
  default Optional<OpaqueCredential> authority(String host) {
    return Optional.empty();
  }

  /** Returns whether {@code host} is reached over plain HTTP; only loopback may. */
  boolean isInsecure(String host);
}
