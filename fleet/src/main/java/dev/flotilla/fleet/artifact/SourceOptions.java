package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Further fields of the {@code spec} of an artifact's OCIRepository, by the names that Flux's API
 * has for them. A synth refuses what that API does not know.
 *
 * <p>Rejected: fields that have a typed value here.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/ocirepositories/#writing-an-ocirepository-spec">
 *     OCIRepository spec</a>
 */
public record SourceOptions(SortedMap<String, Object> fields) {
  /** No further field. */
  static final SourceOptions NONE = new SourceOptions(Collections.emptySortedMap());

  private static final Map<String, Object> TYPED =
      Ordered.map(
          "certSecretRef", "Fleet.Builder.addRegistryAuthority",
          "insecure", "a mirror at http://",
          "interval", "Artifact.withReconciliation",
          "provider", "Fleet.Builder.pullIdentity",
          "ref", "the channel of the cluster's environment, or a pin",
          "secretRef", "Artifact.withCredential",
          "serviceAccountName", "the lockdown of FluxSettings.cluster",
          "url", "the artifact's repository",
          "verify", "the repository's signer");

  public SourceOptions {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(Ordered.copyOfMap(fields)));
    for (String field : fields.keySet()) {
      if (TYPED.containsKey(field)) {
        throw new IllegalArgumentException(
            "an option of an artifact's source must not be one that is set elsewhere, got '%s'; remove it, it comes from %s"
                .formatted(field, TYPED.get(field)));
      }
    }
  }
}
