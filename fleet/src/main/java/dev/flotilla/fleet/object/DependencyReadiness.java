package dev.flotilla.fleet.object;

import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Map;
import java.util.Optional;

/**
 * When a dependency on an object is fulfilled.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/#dependency-management">ResourceSet
 *     dependencies</a>
 */
public sealed interface DependencyReadiness {
  /**
   * Returns: it has been Ready once; later failures do not block its dependents. Flux sets the
   * observed generation of a Kustomization when it is Ready for the first time.
   */
  static DependencyReadiness once() {
    return new Once();
  }

  /** Returns: it is Ready, at its latest generation, whenever a dependent is reconciled. */
  static DependencyReadiness now() {
    return new Now();
  }

  /** Returns: it exists, Ready or not. */
  static DependencyReadiness exists() {
    return new Exists();
  }

  /**
   * Returns: {@code expression} is true.
   *
   * @param expression a CEL expression over the object, for example {@code status.replicas > 0};
   *     what CEL cannot parse is rejected, because the operator would always fail at it
   * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax">CEL's
   *     syntax</a>
   */
  static DependencyReadiness cel(String expression) {
    return new Cel(expression);
  }

  /** Returns what the entry in {@code spec.dependsOn} has beside the object's name. */
  Map<String, Object> toSpec();

  /** The object has been Ready. */
  record Once() implements DependencyReadiness {
    /** Ours, and right: parsing it would start CEL for every fleet that has a dependency. */
    static final String EXPRESSION = "status.observedGeneration >= 0";

    @Override
    public Map<String, Object> toSpec() {
      return Ordered.map("ready", true, "readyExpr", EXPRESSION);
    }
  }

  /** The object is Ready now. */
  record Now() implements DependencyReadiness {
    @Override
    public Map<String, Object> toSpec() {
      return Ordered.map("ready", true);
    }
  }

  /** The object exists. */
  record Exists() implements DependencyReadiness {
    @Override
    public Map<String, Object> toSpec() {
      return Ordered.map();
    }
  }

  /** An expression over the object is true. */
  record Cel(String expression) implements DependencyReadiness {
    public Cel {
      Optional<String> problem = CelSyntax.problem(expression);
      if (problem.isPresent()) {
        throw new IllegalArgumentException(
            "a readiness expression must be CEL such as 'status.replicas > 0', got '%s': %s"
                .formatted(expression, problem.get()));
      }
    }

    @Override
    public Map<String, Object> toSpec() {
      return Ordered.map("ready", true, "readyExpr", expression);
    }
  }
}
