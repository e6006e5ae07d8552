package dev.flotilla.constructs.fleet;

import dev.flotilla.constructs.flux.OciUrl;

/** How a cluster reaches registries. */
public interface Registries {
  /** Returns where the cluster reaches {@code url}. */
  OciUrl apply(OciUrl url);

  /** Returns whether {@code host} is reached over plain HTTP; only loopback may. */
  boolean plainHttp(String host);
}
