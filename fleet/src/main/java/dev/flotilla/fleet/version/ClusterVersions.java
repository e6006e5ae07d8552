package dev.flotilla.fleet.version;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster runs; a text is empty if it is not known or not there.
 *
 * @param kubernetes the version of its API server
 * @param stored by the name of a custom resource definition, the versions in which its API server
 *     has objects stored
 */
public record ClusterVersions(
    String kubernetes, String flux, String operator, SortedMap<String, List<String>> stored) {
  public ClusterVersions {
    stored = Collections.unmodifiableSortedMap(new TreeMap<>(stored));
  }
}
