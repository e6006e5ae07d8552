package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.AnyOf;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.source.Verification.GitHubActions;

/**
 * Who may roll out, and so signs the record of a rollout: where workflows sign the fleet artifact,
 * a workflow of its own, which runs at the main branch and releases nothing; else the fleet's
 * signer.
 */
public final class RolloutSigner {
  /** The workflow's file name. */
  public static final String WORKFLOW = "rollout.yaml";

  /** The branch that it runs at. */
  public static final String BRANCH = "main";

  private RolloutSigner() {}

  /**
   * Returns the fleet artifact with the signatures that the record of a rollout must carry,
   * whichever artifact is rolled out.
   */
  public static ChannelArtifact of(ChannelArtifact fleet) {
    return fleet.withVerifications(
        fleet.verifications().stream().map(RolloutSigner::of).distinct().toList());
  }

  private static Verification of(Verification rule) {
    return rule instanceof KeylessVerification keyless ? of(keyless) : rule;
  }

  private static KeylessVerification of(KeylessVerification rule) {
    if (rule instanceof Trusted trusted) {
      return of(trusted.rule()).trusting(trusted.sigstore());
    }
    if (rule instanceof AnyOf any) {
      return new AnyOf(any.rules().stream().map(RolloutSigner::of).distinct().toList());
    }
    // One that is pinned by its commit is called by others, at any ref.
    return rule instanceof GitHubActions workflow && !(workflow.ref() instanceof GitRef.Commit)
        ? Verification.gitHubActions(workflow.repository(), WORKFLOW, GitRef.branch(BRANCH))
        : rule;
  }
}
