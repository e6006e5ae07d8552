package dev.flotilla.main.publish.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * Something in a registry, by its digest.
 *
 * @param address host, path and digest
 * @param insecure whether the registry speaks plain HTTP
 */
public record RegistryReference(String address, boolean insecure) {
  /** Returns {@code arguments} for cosign, with which it finds this. */
  public List<String> appendedTo(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    if (insecure) {
      all.add("--allow-http-registry");
    }
    all.add(address);
    return all;
  }
}
