package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says why a cluster with the Flux of somebody else is left alone, and how to release it. */
final class ForeignFluxRefusal {
  private static final int MAX_NAMED = 10;
  private static final String PLAIN = "[A-Za-z0-9_./:@=+-]+";

  private final ForeignFlux foreign;
  private final List<ObjectId> pruned;

  /**
   * Prepares the message.
   *
   * @param pruned what a deploy would make Flux delete, what matters most first
   */
  ForeignFluxRefusal(ForeignFlux foreign, List<ObjectId> pruned) {
    this.foreign = foreign;
    this.pruned = pruned;
  }

  /** Returns the failure that refuses a cluster, with the commands that release it. */
  Failure failure(String server, String cluster, String context, SyncTarget wanted) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "the cluster at %s must be '%s', but has the Flux of somebody else; nothing was changed"
            .formatted(server, cluster));
    lines.add("wanted: %s, path %s".formatted(wanted.url(), wanted.path()));
    found().forEach(what -> lines.add("got:    " + what));
    if (!pruned.isEmpty()) {
      lines.add(
          "a deploy would make Flux delete these, with all that is in them and all that they have applied:");
      lines.addAll(most(pruned.stream().map(id -> "  " + id).toList(), Function.identity()));
    }
    lines.add(
        "check the context; if it is the right cluster, release it, which deletes nothing that its Flux has applied, and run 'flotilla diff %s' again:"
            .formatted(cluster));
    releasing()
        .forEach(command -> lines.add("  kubectl --context " + quoted(context) + " " + command));
    return new Failure(String.join("\n", lines));
  }

  private List<String> found() {
    Stream<String> appliers =
        foreign.appliers().stream().map(applier -> applier.id() + from(foreign.sync(applier)));
    Stream<String> sources =
        foreign.sourcesAlone().stream().map(source -> source + from(foreign.from(source)));
    Stream<String> releases =
        foreign.releases().stream()
            .map(
                release ->
                    "Helm release '%s' of namespace '%s', which has %s"
                        .formatted(release.name(), release.namespace(), release.owned()));
    Stream<String> deployments = foreign.deploymentsElsewhere().stream().map(ObjectId::toString);
    return most(
        Stream.of(appliers, sources, releases, deployments).flatMap(Function.identity()).toList(),
        Function.identity());
  }

  private static String from(SyncTarget sync) {
    return sync.isEmpty()
        ? ""
        : " from %s%s".formatted(sync.url(), sync.path().isEmpty() ? "" : ", path " + sync.path());
  }

  /**
   * An object comes before those that it has applied, and the FluxInstance, which creates one,
   * last.
   */
  private List<String> releasing() {
    List<Applier> appliers = foreign.appliers();
    List<Applier> instances = appliers.stream().filter(ForeignFluxRefusal::isInstance).toList();
    List<String> commands = new ArrayList<>();
    instances.forEach(instance -> commands.add(instance.suspendCommand()));
    appliers.stream()
        .filter(applier -> !isInstance(applier))
        .limit(MAX_NAMED)
        .forEach(
            applier -> {
              commands.add(applier.suspendCommand());
              commands.add(applier.deleteCommand());
            });
    foreign.sources().stream()
        .limit(MAX_NAMED)
        .forEach(source -> commands.add("delete " + Applier.named(source)));
    instances.forEach(instance -> commands.add(instance.deleteCommand()));
    foreign
        .releases()
        .forEach(
            release ->
                commands.add(
                    "delete secret --namespace %s --selector owner=helm,name=%s"
                        .formatted(release.namespace(), release.name())));
    foreign
        .deploymentsElsewhere()
        .forEach(
            id ->
                commands.add(
                    "delete deployment %s --namespace %s".formatted(id.name(), id.namespace())));
    return commands;
  }

  private static boolean isInstance(Applier applier) {
    return applier.kind() == ApplierKind.FLUX_INSTANCE;
  }

  private static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static <T> List<String> most(List<T> all, Function<T, String> text) {
    List<String> lines = new ArrayList<>(all.stream().limit(MAX_NAMED).map(text).toList());
    if (all.size() > MAX_NAMED) {
      lines.add("and %d more".formatted(all.size() - MAX_NAMED));
    }
    return lines;
  }
}
