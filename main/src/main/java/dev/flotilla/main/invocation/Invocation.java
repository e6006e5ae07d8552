package dev.flotilla.main.invocation;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.render.FleetRenderer;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.main.publish.signature.MirrorKeys;
import dev.flotilla.main.publish.signature.MirrorSigstore;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a command gets from outside, except its arguments. */
public final class Invocation {
  /** The environment variable that lists the mirrors of registries. */
  public static final String MIRROR_VARIABLE = "FLOTILLA_MIRROR";

  private final Supplier<Fleet> source;
  private final StackCustomizer customizer;
  private final Map<String, String> environment;
  private final Path folder;
  private final Report report;
  private @Nullable Fleet fleet;
  private @Nullable ResolvedFleet resolved;

  /**
   * Creates an invocation.
   *
   * @param source builds the fleet; it is called once, when the fleet is first needed
   * @param customizer adds constructs to the fleet's stacks
   * @param folder the absolute path of the working folder
   */
  public Invocation(
      Supplier<Fleet> source,
      StackCustomizer customizer,
      Map<String, String> environment,
      Path folder,
      Report report) {
    this.source = source;
    this.customizer = customizer;
    this.environment = environment;
    this.folder = folder;
    this.report = report;
    report.secrets().addVariables(environment);
  }

  /** Returns the fleet, with the mirrors that the environment lists. */
  public Fleet fleet() {
    if (fleet == null) {
      Fleet declared = declaredFleet();
      fleet = declared.toBuilder().mirror(mirror(declared.mirror())).build();
    }
    return fleet;
  }

  /** Returns that fleet with its clusters resolved; fails with every rule that it breaks. */
  public ResolvedFleet resolved() {
    if (resolved == null) {
      try {
        resolved = ResolvedFleet.of(fleet());
      } catch (InvalidFleetException e) {
        throw FleetFailure.ofProblems(e.problems());
      }
    }
    return resolved;
  }

  /** Returns a cluster of it, resolved. */
  public ResolvedCluster resolved(Cluster cluster) {
    return resolved().cluster(cluster.name()).orElseThrow();
  }

  /** Returns the fleet artifact, in plain Java; fails with every rule that an object breaks. */
  public RenderedFleet artifact() {
    return RenderedFleet.of(resolved(), clusters());
  }

  /** Returns what clusters have in it, without the descriptor of the fleet; fails as it does. */
  public List<RenderedCluster> clusters() {
    List<RenderedCluster> clusters = FleetRenderer.render(resolved().clusters());
    List<Problem> problems =
        clusters.stream().flatMap(cluster -> cluster.problems().stream()).toList();
    if (!problems.isEmpty()) {
      throw FleetFailure.ofProblems(problems);
    }
    return clusters;
  }

  /** Returns the fleet as it is declared, whatever the environment says. */
  public Fleet declaredFleet() {
    @Nullable Fleet declared;
    try {
      declared = source.get();
    } catch (OutOfMemoryError | Failure e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw FleetFailure.of(e);
    }
    if (declared == null) {
      throw new Failure(
          "the fleet must be built, got null; return a fleet from the supplier that Flotilla.run"
              + " gets");
    }
    return declared;
  }

  /** Returns what adds constructs to the fleet's stacks. */
  public StackCustomizer customizer() {
    return customizer;
  }

  /**
   * Returns the mirror that the environment describes.
   *
   * @param otherwise the one that there is if it describes none
   */
  public Mirror mirror(Mirror otherwise) {
    return trusted(signed(listed(otherwise)));
  }

  private Mirror listed(Mirror otherwise) {
    String mirror = variable(MIRROR_VARIABLE);
    return mirror.isBlank() ? otherwise : described(MIRROR_VARIABLE, () -> Mirror.parse(mirror));
  }

  private Mirror signed(Mirror mirror) {
    Optional<MirrorKeys> keys = mirrorKeys();
    if (keys.isEmpty()) {
      return mirror;
    }
    requireMirror(mirror, MirrorKeys.VARIABLE);
    return described(MirrorKeys.VARIABLE, () -> mirror.withKeys(keys.get().publicKeys()));
  }

  private Mirror trusted(Mirror mirror) {
    String path = variable(MirrorSigstore.VARIABLE);
    if (path.isBlank()) {
      return mirror;
    }
    requireMirror(mirror, MirrorSigstore.VARIABLE);
    Sigstore sigstore = new MirrorSigstore(resolve(Path.of(path))).sigstore();
    return described(MirrorSigstore.VARIABLE, () -> mirror.withSigstore(sigstore));
  }

  private static Mirror described(String variable, Supplier<Mirror> mirror) {
    try {
      return mirror.get();
    } catch (IllegalArgumentException e) {
      throw new Failure(variable + ": " + e.getMessage());
    }
  }

  private static void requireMirror(Mirror mirror, String variable) {
    if (mirror.targets().isEmpty()) {
      throw new Failure(
          "%s must come with a mirror, got none; set %s too".formatted(variable, MIRROR_VARIABLE));
    }
  }

  /** Returns the keys of the mirror, if it has some. */
  public Optional<MirrorKeys> mirrorKeys() {
    return Optional.of(variable(MirrorKeys.VARIABLE))
        .filter(path -> !path.isBlank())
        .map(path -> new MirrorKeys(resolve(Path.of(path))));
  }

  /** Returns the environment variables of the run. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns the variable's value, empty if there is none. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** Returns the working folder, which paths are relative to. */
  public Path folder() {
    return folder;
  }

  /** Resolves a path that the user has given against the working folder. */
  public Path resolve(Path path) {
    return folder.resolve(path).normalize();
  }

  /** Returns {@code path} as it is printed: relative if it is below the working folder. */
  public Path shown(Path path) {
    return path.startsWith(folder) ? folder.relativize(path) : path;
  }

  /** Returns where output and errors of the run go. */
  public Report report() {
    return report;
  }
}
