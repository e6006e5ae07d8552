package dev.flotilla.stacks.random;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciUrl;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the registries of a fleet are reached instead. */
final class RandomMirror {
  private final Choices choices;

  RandomMirror(Choices choices) {
    this.choices = choices;
  }

  Fleet mirrored(Fleet fleet) {
    if (!choices.onceIn(3)) {
      return fleet;
    }
    Mirror mirror =
        Mirror.parse(
            choices.oneOf(
                "ghcr.io=mirror.acme.example/public",
                "ghcr.io=http://localhost:5000/a/b,registry.acme.example=mirror.acme.example:8443",
                "europe-docker.pkg.dev=mirror.acme.example,registry.acme.example:5000=mirror.acme.example/own"));
    Mirror signed =
        choices.maybe()
            ? mirror.withKeys(keys(fleet, mirror))
            : choices.sometimes(
                mirror, value -> value.withSigstore(new RandomSigners(choices).sigstore()));
    return fleet.toBuilder().mirror(signed).build();
  }

  /** Each artifact that the mirror serves has a key of its own. */
  private static SortedMap<String, String> keys(Fleet fleet, Mirror mirror) {
    SortedMap<String, String> keys = new TreeMap<>();
    for (OciUrl url : new ClusterResolver(fleet).artifactUrls()) {
      if (mirror.targets().containsKey(url.host())) {
        keys.put(url.repository(), RandomSigners.publicKey("mirror " + url.repository()));
      }
    }
    return keys;
  }
}
