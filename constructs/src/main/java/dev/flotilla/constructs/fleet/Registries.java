package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.Verification;

/** How a cluster reaches registries. */
public interface Registries {
  /** Returns where the cluster reaches {@code url}. */
  OciUrl apply(OciUrl url);

  /**
   * Returns whose signature the artifact {@code url} must carry where the cluster reaches it: that
   * of whom it was declared with, unless who runs the registry there signs it.
   */
  default Verification verification(OciUrl url, Verification declared) {
    return declared;
  }

  /** Returns whether {@code host} is reached over plain HTTP; only loopback may. */
  boolean plainHttp(String host);
}
