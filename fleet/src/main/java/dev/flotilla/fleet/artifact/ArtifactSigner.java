package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.SigningIdentity;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.SortedMap;

/**
 * Who signs the artifacts of a repository.
 *
 * <p>Flux compares a signature with an identity or a key, never with the address: an artifact that
 * is copied with its signature into another repository verifies there too. So each artifact needs a
 * signer of its own.
 */
public sealed interface ArtifactSigner {
  /**
   * Returns GitHub Actions, without keys, with two workflows for each artifact: {@code
   * push-<artifact>.yaml} signs what a branch builds, {@code release-<artifact>.yaml} what a tag
   * {@code <artifact>/v1.2.3} releases.
   *
   * @param repository the Git repository, {@code owner/name}
   */
  static ArtifactSigner gitHubActions(String repository) {
    return new GitHubActions(repository);
  }

  /**
   * Returns GitHub Actions, without keys, with one workflow for all artifacts of a branch, {@code
   * push-artifact.yaml}, and one for all releases, {@code release-artifact.yaml}.
   *
   * <p>What a branch builds is signed for the repository, not for the artifact: whoever can push
   * one artifact to the registry can put it, validly signed, in another's place, also a tenant's in
   * a component's. Releases are distinguished by their tags. Prefer {@link #gitHubActions}.
   *
   * @param repository the Git repository, {@code owner/name}
   */
  static ArtifactSigner sharedWorkflow(String repository) {
    return new SharedWorkflow(repository);
  }

  /**
   * Returns one GitHub Actions workflow that others call by its commit, {@code uses: …@<commit>},
   * for all artifacts. GitHub's certificates name the workflow that is called: a signature says
   * that these steps signed, not who called them nor from which ref, so keep the workflow private.
   *
   * @param repository the Git repository of the workflow, {@code owner/name}
   * @param workflow its file name in {@code .github/workflows}
   * @param commit the whole commit
   */
  static ArtifactSigner pinnedWorkflow(String repository, String workflow, String commit) {
    return new PinnedWorkflow(
        new Verification.GitHubActions(repository, workflow, GitRef.commit(commit)));
  }

  /**
   * Returns the pipeline of a project on gitlab.com, {@code .gitlab-ci.yml}, for all artifacts: as
   * with {@link #sharedWorkflow}, one that a branch builds can be put in another's place.
   *
   * @param project the project with its groups, for example {@code acme/platform/apps}
   */
  static ArtifactSigner gitLab(String project) {
    return identities("https://gitlab.com", GitLabProject.subject(project));
  }

  /**
   * Returns identities of any provider.
   *
   * @param issuer the provider's https URL
   * @param subject what certificates have as the subject; in it {@code {artifact}} stands for an
   *     artifact's name, {@code {ref}} for the full Git ref that it is built at, and each must be
   *     there if signers are to differ by it
   */
  static ArtifactSigner identities(String issuer, String subject) {
    return new Identities(issuer, subject);
  }

  /**
   * Returns several signers, any of which is accepted, for example while one replaces the other.
   * Rejected: keys, because Flux looks at no identity beside a key; {@link #publicKeys} takes
   * several for each artifact.
   */
  static ArtifactSigner anyOf(ArtifactSigner... signers) {
    return new AnyOf(List.of(signers));
  }

  /**
   * Returns key pairs, one for each artifact. Rejected: one key for two artifacts, an artifact
   * without one.
   *
   * @param keys by an artifact's name, its public key as PEM text; of several, one after the other,
   *     any fits, so that one can be replaced by the next
   */
  static ArtifactSigner publicKeys(SortedMap<String, String> keys) {
    return new PublicKeys(keys);
  }

  /** Returns nobody; whoever can push to the registry decides what runs. */
  static ArtifactSigner none() {
    return new Nobody();
  }

  /** Returns what an artifact that was built at {@code ref} must carry. */
  Verification verification(String artifact, GitRef ref);

  /** Two workflows for each artifact. */
  record GitHubActions(String repository) implements ArtifactSigner {
    public GitHubActions {
      Verification.gitHubActions(repository, "push.yaml", GitRef.branch("main"));
    }

    @Override
    public Verification verification(String artifact, GitRef ref) {
      return Verification.gitHubActions(repository, prefix(ref) + artifact + ".yaml", ref);
    }
  }

  /** Two workflows for all artifacts. */
  record SharedWorkflow(String repository) implements ArtifactSigner {
    public SharedWorkflow {
      Verification.gitHubActions(repository, "push.yaml", GitRef.branch("main"));
    }

    @Override
    public Verification verification(String artifact, GitRef ref) {
      return Verification.gitHubActions(repository, prefix(ref) + "artifact.yaml", ref);
    }
  }

  /** One workflow, at one commit. */
  record PinnedWorkflow(Verification.GitHubActions workflow) implements ArtifactSigner {
    @Override
    public Verification verification(String artifact, GitRef ref) {
      return workflow;
    }
  }

  /** Identities of any provider, by the artifact's name and the Git ref. */
  record Identities(String issuer, String subject) implements ArtifactSigner {
    public Identities {
      SigningIdentity.template(issuer, subject, "artifact", GitRef.branch("main"));
    }

    @Override
    public Verification verification(String artifact, GitRef ref) {
      return new KeylessVerification.Identities(
          List.of(SigningIdentity.template(issuer, subject, artifact, ref)));
    }
  }

  /** Any of some signers. */
  record AnyOf(List<ArtifactSigner> signers) implements ArtifactSigner {
    public AnyOf {
      signers = List.copyOf(signers);
      for (ArtifactSigner signer : signers) {
        if (signer instanceof PublicKeys || signer instanceof Nobody) {
          throw new IllegalArgumentException(
              "ArtifactSigner.anyOf must have only signers with identities, got %s; list several keys of an artifact in ArtifactSigner.publicKeys"
                  .formatted(signer instanceof Nobody ? "nobody" : "keys"));
        }
      }
    }

    @Override
    public Verification verification(String artifact, GitRef ref) {
      return Verification.anyOf(
          signers.stream()
              .map(signer -> signer.verification(artifact, ref))
              .toArray(Verification[]::new));
    }
  }

  /** A key pair for each artifact. */
  record PublicKeys(SortedMap<String, String> keys) implements ArtifactSigner {
    public PublicKeys {
      keys = Verification.PublicKey.oneEach(keys);
    }

    @Override
    public Verification verification(String artifact, GitRef ref) {
      if (!keys.containsKey(artifact)) {
        throw new IllegalArgumentException(
            "each artifact must have a public key, got none for '"
                + artifact
                + "'; add it to ArtifactSigner.publicKeys");
      }
      return Verification.publicKey(keys.get(artifact));
    }
  }

  /** Nobody. */
  record Nobody() implements ArtifactSigner {
    @Override
    public Verification verification(String artifact, GitRef ref) {
      return Verification.none();
    }
  }

  private static String prefix(GitRef ref) {
    return ref.isReleased() ? "release-" : "push-";
  }
}
