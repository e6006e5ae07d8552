package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.resolve.RolloutSigner;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.command.option.StatusQuery;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RingClusters;
import dev.flotilla.main.rollout.Rollout;
import dev.flotilla.main.rollout.RolloutGate;
import dev.flotilla.main.rollout.RolloutGates;
import dev.flotilla.main.rollout.RolloutPlan;
import dev.flotilla.main.rollout.RolloutPorts;
import dev.flotilla.main.rollout.RolloutRecord;
import dev.flotilla.main.rollout.RolloutRing;
import dev.flotilla.main.rollout.live.GateCommand;
import dev.flotilla.main.rollout.live.LiveRings;
import dev.flotilla.main.rollout.live.SystemTime;
import dev.flotilla.main.rollout.registry.RegistryJournal;
import dev.flotilla.main.rollout.registry.RegistryTags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One artifact of an environment with rings, in its registry and on its clusters. */
final class RolloutSession {
  /** How long a cluster may be silent. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final Invocation invocation;
  private final Environment environment;
  private final ChannelArtifact artifact;
  private final ArtifactRegistry registry;
  private final Signatures signatures;
  private final Signatures rolloutSignatures;
  private final Duration registryLag;

  /**
   * Looks at nothing yet.
   *
   * @param keys the folder with the private keys of artifacts, if there is one
   * @param registryLag for how long the registry may answer with what was there before
   */
  RolloutSession(
      Invocation invocation,
      Environment environment,
      ChannelArtifact artifact,
      Optional<Path> keys,
      Duration registryLag) {
    this.invocation = invocation;
    this.environment = environment;
    this.artifact = artifact;
    TimeLimits limits = TimeLimits.PUBLISH;
    this.registry =
        ArtifactRegistry.open(
            artifact, invocation.environment(), "pull,push", limits, invocation.report().secrets());
    this.signatures = signatures(artifact, keys);
    this.rolloutSignatures =
        signatures(
            RolloutSigner.of(
                new ChannelArtifacts(invocation.fleet(), environment.channel()).fleet()),
            keys);
    this.registryLag = registryLag;
  }

  private Signatures signatures(ChannelArtifact signed, Optional<Path> keys) {
    return new Signatures(
        signed,
        () -> Cosign.find(invocation.environment(), invocation.folder(), TimeLimits.PUBLISH),
        invocation.environment(),
        keys);
  }

  /** Returns the name of the artifact. */
  String name() {
    return artifact.name();
  }

  /** Returns the artifact. */
  ChannelArtifact artifact() {
    return artifact;
  }

  /** Returns the environment. */
  Environment environment() {
    return environment;
  }

  /** Returns the names of the clusters of a ring. */
  List<String> clusters(RingName ring) {
    return live().clusters(ring).stream().map(Cluster::name).toList();
  }

  /** Returns its clusters. */
  LiveRings live() {
    return new LiveRings(
        invocation.fleet(), environment, artifact, new StatusQuery(invocation, LIMIT));
  }

  /** Returns a command that is asked instead of clusters, about what a plan rolls out. */
  RingClusters clusters(String command, RolloutPlan plan) {
    Map<String, String> variables = new TreeMap<>(invocation.environment());
    variables.put("ROLLOUT_ARTIFACT", name());
    variables.put("ROLLOUT_ENVIRONMENT", environment.name());
    variables.put("ROLLOUT_VERSION", plan.version());
    variables.put("ROLLOUT_DIGEST", plan.digest());
    variables.put(
        "ROLLOUT_COMMIT",
        registry.findDigest(plan.digest()).flatMap(ArtifactManifest::commit).orElse(""));
    return new GateCommand(command, invocation.folder(), variables, plan.digest(), this::clusters);
  }

  /** Ends the last rollout in some way, which needs no gate, and prints what became of it. */
  void end(Function<Rollout, RolloutRecord> end) {
    RolloutRecord record = end.apply(rollout(ring -> Optional.empty(), Optional.empty()));
    invocation
        .report()
        .data("%s: %s %s".formatted(name(), record.plan().version(), record.state()));
  }

  /**
   * Returns what promotes the artifact, as far as {@code gate} lets it.
   *
   * @param apart what is asked instead of clusters, if it is not they
   */
  Rollout rollout(RolloutGate gate, Optional<RingClusters> apart) {
    return new Rollout(
        new RolloutPorts(
            new RegistryTags(artifact, registry, signatures, registryLag),
            new RegistryJournal(artifact, environment.channel(), registry, rolloutSignatures),
            apart.orElseGet(this::live),
            gate,
            new SystemTime()),
        line -> invocation.report().status(name() + ": " + line));
  }

  /**
   * Returns the plan for a release; refuses one that is not published, or lower than what a ring is
   * at.
   */
  RolloutPlan plan(Version version, RolloutGates gates, boolean mayGoDown) {
    ArtifactManifest release =
        registry
            .find(version.tag())
            .filter(manifest -> manifest.version().filter(version::equals).isPresent())
            .orElseThrow(
                () ->
                    new Failure(
                        "a release to roll out must be published, got no '%s' in '%s'; publish it with --version %s"
                            .formatted(version.tag(), artifact.url(), version.tag())));
    List<RolloutRing> rings =
        environment.rings().stream()
            .map(ring -> new RolloutRing(ring, environment.channel(ring).tag().value(), ""))
            .toList();
    if (!mayGoDown) {
      requireNotLower(version, rings);
    }
    return new RolloutPlan(version.tag(), release.digest(), rings, gates, user());
  }

  private void requireNotLower(Version version, List<RolloutRing> rings) {
    for (RolloutRing ring : rings) {
      registry
          .find(ring.tag())
          .flatMap(ArtifactManifest::version)
          .filter(current -> current.compareTo(version) > 0)
          .ifPresent(
              current -> {
                throw new Failure(
                    "a rollout must not go back, ring '%s' is at '%s', got '%s'; take the last rollout back with 'flotilla rollout back', or add --allow-downgrade"
                        .formatted(ring.name(), current.tag(), version.tag()));
              });
    }
  }

  /** Who begins it, for whoever meets it: a record of it is signed, this name is not proven. */
  private String user() {
    return Stream.of("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER")
        .map(invocation::variable)
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse("an unknown user");
  }
}
