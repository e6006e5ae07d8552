package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.flux.Patch;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What helm-controller does when an object of a release was changed in the cluster.
 *
 * <p>Rejected: a path that is not a JSON pointer.
 *
 * @param mode whether drift is corrected
 * @param ignored the fields that may differ
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection">drift
 *     detection</a>
 */
public record DriftDetection(Mode mode, List<Ignored> ignored) {
  /** What happens to drift. */
  public enum Mode {
    /** It is corrected, and reported as an event. */
    ENABLED,
    /** It is reported as an event. */
    WARN,
    /** It stays until the next upgrade. */
    DISABLED
  }

  /**
   * Fields that may differ.
   *
   * @param target the objects; empty means all objects of the release
   * @param paths JSON pointers such as {@code /spec/replicas}
   */
  public record Ignored(Optional<Patch.Target> target, List<String> paths) {
    public Ignored {
      paths = List.copyOf(paths);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException(
            "drift must be ignored at one path or more, got none; add one such as '/spec/replicas'");
      }
      for (String path : paths) {
        if (!path.matches("(/[^/]*)+") || path.endsWith("/")) {
          throw new IllegalArgumentException(
              "a path at which drift is ignored must be a JSON pointer such as '/spec/replicas', got '%s'"
                  .formatted(path));
        }
      }
    }

    private Map<String, Object> toSpec() {
      Map<String, Object> spec = Ordered.map("paths", paths);
      target.ifPresent(value -> spec.put("target", value.toSpec()));
      return spec;
    }
  }

  public DriftDetection {
    ignored = List.copyOf(ignored);
  }

  /** Returns detection that corrects drift and reports it as an event. */
  public static DriftDetection enabled() {
    return new DriftDetection(Mode.ENABLED, List.of());
  }

  /** Returns detection that only reports drift, as an event. */
  public static DriftDetection warn() {
    return new DriftDetection(Mode.WARN, List.of());
  }

  /** Returns no detection, Flux's default: drift stays until the next upgrade. */
  public static DriftDetection disabled() {
    return new DriftDetection(Mode.DISABLED, List.of());
  }

  /** Returns this detection, which ignores fields of some objects. */
  public DriftDetection ignoring(Patch.Target target, String... paths) {
    return ignoring(new Ignored(Optional.of(target), List.of(paths)));
  }

  /** Returns this detection, which ignores fields of all objects. */
  public DriftDetection ignoring(String... paths) {
    return ignoring(new Ignored(Optional.empty(), List.of(paths)));
  }

  private DriftDetection ignoring(Ignored more) {
    return new DriftDetection(mode, Ordered.append(ignored, more));
  }

  Map<String, Object> toSpec() {
    Map<String, Object> spec = Ordered.map("mode", mode.name().toLowerCase(Locale.ROOT));
    if (!ignored.isEmpty()) {
      spec.put("ignore", ignored.stream().map(Ignored::toSpec).toList());
    }
    return spec;
  }
}
