package dev.flotilla.main.rollout.registry;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.resolve.RolloutSigner;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import java.util.Optional;

/** The last rollout of one artifact to an environment, for those who only look. */
public final class LastRollout {
  private final RegistryJournal journal;

  /** Looks at nothing yet. */
  public LastRollout(Invocation invocation, Environment environment, ChannelArtifact artifact) {
    TimeLimits limits = TimeLimits.STATUS;
    ChannelArtifact signer =
        RolloutSigner.of(new ChannelArtifacts(invocation.fleet(), environment.channel()).fleet());
    this.journal =
        new RegistryJournal(
            artifact,
            environment.channel(),
            ArtifactRegistry.open(
                artifact, invocation.environment(), "pull", limits, invocation.report().secrets()),
            new Signatures(
                signer,
                () -> Cosign.find(invocation.environment(), invocation.folder(), limits),
                invocation.environment(),
                Optional.empty()));
  }

  /**
   * Returns the warning about a tag that is not where the last rollout has left it: anyone who can
   * push can move it back to an old release, whose signature is still valid. A record that nobody
   * has signed who may roll out is a warning too.
   *
   * @param digest what the tag is at
   */
  public Optional<String> warning(String tag, String digest) {
    try {
      return journal.read().flatMap(record -> record.displaced(tag, digest)).map(Digest::shortened);
    } catch (Failure failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      return Optional.of(String.join("; ", failure.messages()));
    }
  }
}
