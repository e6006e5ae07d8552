package dev.flotilla.fleet.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Flux and the operator that a cluster gets by a release. A minor version of Flux that is newer
 * than this program is not judged.
 *
 * @param flux for example {@code 2.9.5}
 * @param operator the version of its chart; empty if the release has none
 * @param isEmbedded whether Flux's manifests are those in the operator's image
 */
public record FluxUpgrade(String flux, String operator, boolean isEmbedded) {
  /** What {@code publish} signs with. */
  private static final int COSIGN = 3;

  /**
   * Returns why no cluster can run it.
   *
   * @param isVerified whether clusters verify signatures
   */
  public List<String> problems(boolean isVerified) {
    List<String> problems = new ArrayList<>();
    minor()
        .ifPresent(
            minor -> {
              if (isEmbedded && isLower(operator, minor.operator())) {
                problems.add(
                    "Flux '%s' needs the Flux Operator %s or newer, which has its manifests, got '%s'; raise the operator's version in FluxRelease, and publish another release"
                        .formatted(flux, minor.operator(), operator));
              }
              if (isVerified && minor.cosign() < COSIGN) {
                problems.add(
                    "Flux '%s' cannot verify what cosign %d signs, as 'publish' does; raise Flux to 2.8 or newer in FluxRelease, and publish another release"
                        .formatted(flux, COSIGN));
              }
            });
    return problems;
  }

  /** Returns why a cluster cannot run it, or be upgraded to it. */
  public List<String> problems(ClusterVersions cluster) {
    List<String> problems = new ArrayList<>();
    minor()
        .ifPresent(
            minor -> {
              if (isLower(cluster.kubernetes(), minor.kubernetes())) {
                problems.add(
                    "Flux '%s' needs Kubernetes %s or newer, got '%s'; upgrade the cluster first"
                        .formatted(flux, minor.kubernetes(), cluster.kubernetes()));
              }
              cluster
                  .stored()
                  .forEach(
                      (definition, versions) ->
                          versions.forEach(
                              version ->
                                  stored(minor, cluster, definition, version)
                                      .ifPresent(problems::add)));
            });
    return problems;
  }

  /** Returns what a cluster runs that is newer. */
  public List<String> downgrades(ClusterVersions cluster) {
    List<String> lower = new ArrayList<>();
    if (isLower(flux, cluster.flux())) {
      lower.add(lower("Flux", cluster.flux(), flux));
    }
    if (isLower(operator, cluster.operator())) {
      lower.add(lower("the Flux Operator", cluster.operator(), operator));
    }
    return lower;
  }

  private static String lower(String what, String running, String wanted) {
    return "%s must not be lowered, because it may not read what the newer has stored, got '%s' where '%s' runs; publish a release with that, or add --allow-downgrade"
        .formatted(what, wanted, running);
  }

  /** The API server refuses a definition without a version in which objects are stored. */
  private Optional<String> stored(
      FluxMinor minor, ClusterVersions cluster, String definition, String version) {
    String group = definition.substring(definition.indexOf('.') + 1);
    List<String> served = minor.served().getOrDefault(group, List.of());
    if (served.isEmpty() || served.contains(version)) {
      return Optional.empty();
    }
    String path =
        FluxMinor.lastWith(group, version)
            .filter(last -> isLower(cluster.flux(), last.flux()))
            .map(
                last ->
                    "roll out Flux %s first, with which the operator stores them anew"
                        .formatted(last.flux()))
            .orElse(
                "have them stored anew with 'flux-operator -n flux-system reconcile instance flux --force'");
    return Optional.of(
        "Flux '%s' no longer has version '%s' of '%s', in which the cluster has objects stored; %s"
            .formatted(flux, version, definition, path));
  }

  private Optional<FluxMinor> minor() {
    return RunningVersion.parse(flux).flatMap(FluxMinor::of);
  }

  private static boolean isLower(String version, String other) {
    Optional<RunningVersion> one = RunningVersion.parse(version);
    Optional<RunningVersion> two = RunningVersion.parse(other);
    return one.isPresent() && two.isPresent() && one.get().compareTo(two.get()) < 0;
  }
}
