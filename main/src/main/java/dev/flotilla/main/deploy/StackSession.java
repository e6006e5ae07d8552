package dev.flotilla.main.deploy;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.cluster.ownership.ClusterIdentityCheck;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.opentofu.CredentialVariables;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.state.StackState;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import dev.flotilla.main.synth.NodeJs;
import dev.flotilla.main.synth.Synthesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Synthesized stacks, and the OpenTofu that works on them. */
public final class StackSession {
  /** What a line says before the name of a Secret that OpenTofu forgets. */
  public static final String LEFT_BEHIND = "left behind on the cluster: Secret/flux-system/";

  private final Invocation invocation;
  private final OutputLayout folders;
  private final OpenTofu openTofu;

  private StackSession(Invocation invocation, OutputLayout folders, OpenTofu openTofu) {
    this.invocation = invocation;
    this.folders = folders;
    this.openTofu = openTofu;
  }

  /**
   * Finds OpenTofu, then writes the stacks of those clusters.
   *
   * @param check refuses a cluster that this machine cannot work on; it runs here only without
   *     OpenTofu, so that all problems are reported at once
   */
  public static StackSession synthesize(
      Invocation invocation, List<Cluster> clusters, Consumer<Cluster> check) {
    OpenTofu openTofu = openTofu(invocation, clusters, check);
    OutputLayout folders = OutputLayout.of(invocation, Optional.empty());
    Set<String> names = new TreeSet<>(clusters.stream().map(Cluster::name).toList());
    Synthesis.run(invocation, folders, names);
    PrivateFile.createFolder(folders.own());
    PrivateFile.createFolder(folders.states());
    return new StackSession(invocation, folders, openTofu);
  }

  private static OpenTofu openTofu(
      Invocation invocation, List<Cluster> clusters, Consumer<Cluster> check) {
    try {
      return OpenTofu.find(invocation.environment(), invocation.folder());
    } catch (Failure failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      List<String> problems = new ArrayList<>(failure.messages());
      problems.addAll(problemsOf(() -> NodeJs.version(invocation)));
      clusters.forEach(cluster -> problems.addAll(problemsOf(() -> check.accept(cluster))));
      throw new Failure(problems);
    }
  }

  private static List<String> problemsOf(Runnable check) {
    try {
      check.run();
      return List.of();
    } catch (Failure failure) {
      return failure.messages();
    }
  }

  /** Returns the credentials of a cluster, with the values that the environment has. */
  public CredentialVariables credentials(Cluster cluster) {
    return new CredentialVariables(
        cluster, invocation.resolved(cluster).credentials(), invocation.environment());
  }

  /** Refuses a live cluster that is another one; reports a mistake that a deploy corrects. */
  public void checkSameCluster(
      Cluster cluster, LiveCluster live, Optional<LiveFlux> flux, StackState state) {
    new ClusterIdentityCheck(
            live, SyncTarget.of(invocation.resolved(cluster).sync()), state.bootstrapValues())
        .check(flux)
        .ifPresent(mistake -> invocation.report().status(cluster.name() + ": cluster: " + mistake));
  }

  /** Returns a line for each Secret that the fleet no longer has and the cluster keeps. */
  public List<String> leftBehind(Cluster cluster, StackState state) {
    List<String> wanted =
        invocation.resolved(cluster).credentials().stream().map(Credential::secretName).toList();
    return state.secrets().stream()
        .filter(name -> !wanted.contains(name))
        .map(name -> LEFT_BEHIND + name + ", of a credential that the fleet no longer has")
        .toList();
  }

  /**
   * Returns a line for each object that the stack would create, and that the cluster already has.
   */
  public List<String> unknownToTheState(Cluster cluster, LiveCluster live, StackState state) {
    return StateImport.of(live, state, invocation.resolved(cluster).credentials())
        .refusedByAPlan(cluster.name());
  }

  /** Returns what plans and applies. */
  public OpenTofu openTofu() {
    return openTofu;
  }

  /** Returns a cluster's stack, with its providers. */
  public OpenTofuStack open(Cluster cluster, ResolvedAccess access) {
    OpenTofuStack stack = prepare(cluster, access);
    init(cluster, stack);
    return stack;
  }

  /**
   * Returns a cluster's stack, with the providers of an approved plan.
   *
   * @param lock its {@code .terraform.lock.hcl}
   */
  OpenTofuStack open(Cluster cluster, ResolvedAccess access, byte[] lock) {
    return open(cluster, access, (stack, step) -> stack.planInputs().lockIfUnlocked(lock));
  }

  /**
   * Returns a cluster's stack, with its providers, and moves a state that is kept elsewhere, or
   * encrypted in another way.
   */
  OpenTofuStack openMigrated(Cluster cluster, ResolvedAccess access) {
    return open(
        cluster,
        access,
        (stack, step) -> stack.migrate(folders.states(), line -> step.progress("state: " + line)));
  }

  private OpenTofuStack open(
      Cluster cluster, ResolvedAccess access, BiConsumer<OpenTofuStack, Step> preparation) {
    OpenTofuStack stack = prepare(cluster, access);
    init(cluster, stack, preparation);
    return stack;
  }

  /** Returns a cluster's stack as it was synthesized, whose providers {@link #init} gets. */
  public OpenTofuStack prepare(Cluster cluster, ResolvedAccess access) {
    Map<String, String> environment = new TreeMap<>(invocation.environment());
    environment.putAll(access.variables());
    CredentialVariables credentials = credentials(cluster);
    credentials.checkPassphrase();
    return new OpenTofuStack(
        openTofu,
        cluster.name(),
        folders.stack(cluster),
        environment,
        access.kubeconfig(),
        credentials,
        invocation.report().secrets());
  }

  /** Gets the providers of a cluster's stack. */
  public void init(Cluster cluster, OpenTofuStack stack) {
    init(cluster, stack, (prepared, step) -> {});
  }

  private void init(
      Cluster cluster, OpenTofuStack stack, BiConsumer<OpenTofuStack, Step> preparation) {
    try (Step step = invocation.report().step(cluster.name(), "init")) {
      stack.logsOfProviders().ifPresent(step::progress);
      preparation.accept(stack, step);
      stack.init();
      step.done("OpenTofu " + openTofu.version());
    }
  }
}
