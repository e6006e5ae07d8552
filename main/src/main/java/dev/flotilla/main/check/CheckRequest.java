package dev.flotilla.main.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.registry.Mirror;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the checker is asked, as {@code checker/internal/contract} reads it.
 *
 * @param folders in the order in which they were named, then those that only define kinds
 * @param objects by the name of a cluster, what the fleet has there
 * @param charts how charts are reached; without it none is looked at
 * @param trustedRoots those of the fleet's Sigstores, by the names of their Secrets on clusters
 * @param render whether objects are wanted, and not what is wrong with them
 * @param passed the charts of an answer to the same request, which holds while they stay the same
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record CheckRequest(
    List<Folder> folders,
    SortedMap<String, List<Map<String, Object>>> objects,
    @Nullable Charts charts,
    SortedMap<String, String> trustedRoots,
    boolean render,
    List<JsonNode> passed) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One artifact.
   *
   * @param path the folder as messages name it
   * @param digest of what it holds
   * @param archive the file with the artifact's layer; empty until it is written
   * @param definitions whether only the definitions of kinds in it count
   */
  record Folder(
      String path, String digest, String archive, boolean definitions, List<Consumer> consumers) {
    Folder {
      consumers = List.copyOf(consumers);
    }
  }

  /**
   * A Kustomization that applies an artifact, or a part of it, on one cluster.
   *
   * @param kubernetes the version of the cluster; empty means the newest that the checker knows
   * @param tenant whether nothing outside of its target namespace may be applied
   * @param ring the tag that the cluster's ring follows; empty if its environment has no rings
   * @param variables what it substitutes from ConfigMaps
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Consumer(
      String cluster,
      String environment,
      String kubernetes,
      boolean tenant,
      String ring,
      SortedMap<String, String> variables,
      Map<String, Object> kustomization) {
    Consumer {
      variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
      kustomization = Collections.unmodifiableMap(new LinkedHashMap<>(kustomization));
    }
  }

  /**
   * How charts are reached.
   *
   * @param cache the folder that keeps them
   */
  record Charts(String cache, SortedMap<String, MirrorTarget> mirrors) {
    static Charts of(Path cache, SortedMap<String, Mirror.Target> targets) {
      SortedMap<String, MirrorTarget> mirrors = new TreeMap<>();
      targets.forEach(
          (host, target) ->
              mirrors.put(
                  host, new MirrorTarget(target.host(), target.prefix(), target.isInsecure())));
      return new Charts(cache.toString(), mirrors);
    }
  }

  record MirrorTarget(String host, String prefix, boolean insecure) {}

  CheckRequest {
    folders = List.copyOf(folders);
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    trustedRoots = Collections.unmodifiableSortedMap(new TreeMap<>(trustedRoots));
    passed = List.copyOf(passed);
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the request as it is sent.
   *
   * @param archives by the digests of what they hold
   */
  CheckRequest with(Map<String, Path> archives, List<JsonNode> newPassed) {
    return new CheckRequest(
        folders.stream()
            .map(
                folder ->
                    new Folder(
                        folder.path(),
                        folder.digest(),
                        String.valueOf(archives.get(folder.digest())),
                        folder.definitions(),
                        folder.consumers()))
            .toList(),
        objects,
        charts,
        trustedRoots,
        render,
        newPassed);
  }
}
