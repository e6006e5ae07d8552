package dev.flotilla.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.InstanceCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that a fleet is synthesized into, and what is in it. */
record TestOutput(Path path) {
  static final Fleet BOTH = Fleets.of(Fleets.staging().build(), Fleets.prod().build());

  static final FluxSettings LARGE =
      FluxSettings.workload()
          .cluster(InstanceCluster.multitenant(InstanceCluster.Size.LARGE))
          .build();

  /** {@link #BOTH} with other settings: each stack and each file of its Flux differs. */
  static final Fleet BOTH_LARGE =
      Fleets.of(Fleets.staging().flux(LARGE).build(), Fleets.prod().flux(LARGE).build());

  void synth(Fleet fleet, String... clusters) {
    new FleetApp(fleet, FleetAppProps.of(path).withClusters(Set.of(clusters))).synth();
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  void write(String file, String text) {
    try {
      Path written = resolve(file);
      Files.createDirectories(written.getParent());
      Files.writeString(written, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what a synth of {@code fleet} leaves, by which the next one recognizes its output. */
  void mark(String fleet, String... stacks) {
    write(
        "flotilla.json",
        "{\"fleet\": \"%s\", \"stacks\": [\"%s\"]}"
            .formatted(fleet, String.join("\", \"", stacks)));
  }

  SortedMap<String, String> files() {
    return files(path);
  }

  static SortedMap<String, String> files(Path root) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Returns the stacks of the manifest. */
  List<String> manifest() {
    try {
      JsonNode stacks = new ObjectMapper().readTree(resolve("manifest.json").toFile());
      return stacks.get("stacks").propertyStream().map(Map.Entry::getKey).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
