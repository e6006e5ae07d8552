package dev.flotilla.constructs.artifact;

import dev.flotilla.constructs.flux.GitRef;
import dev.flotilla.constructs.flux.Verification;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
   * a component's. Releases are told apart by their tags. Prefer {@link #gitHubActions}.
   *
   * @param repository the Git repository, {@code owner/name}
   */
  static ArtifactSigner sharedWorkflow(String repository) {
    return new SharedWorkflow(repository);
  }

  /**
   * Returns key pairs, one for each artifact. Rejected: one key for two artifacts, an artifact
   * without one.
   *
   * @param keys by an artifact's name, its public key as PEM text
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

  /** Returns the public key, as PEM text, that {@link #verification} needs in a Secret, if any. */
  default Optional<String> publicKey(String artifact) {
    return Optional.empty();
  }

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

  /** A key pair for each artifact. */
  record PublicKeys(SortedMap<String, String> keys) implements ArtifactSigner {
    /** The Secret with the public key, in each namespace of a component or tenant. */
    public static final String SECRET = "cosign-key";

    public PublicKeys {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
      Map<String, String> artifacts = new TreeMap<>();
      keys.forEach((artifact, key) -> requireOwnKey(artifacts, artifact, key.strip()));
    }

    private static void requireOwnKey(Map<String, String> artifacts, String artifact, String key) {
      if (!key.startsWith("-----BEGIN PUBLIC KEY-----")) {
        throw new IllegalArgumentException(
            "the public key of artifact '"
                + artifact
                + "' must be PEM text, beginning with '-----BEGIN PUBLIC KEY-----'");
      }
      String other = artifacts.putIfAbsent(key, artifact);
      if (other != null) {
        throw new IllegalArgumentException(
            "each artifact must have a key of its own, got one for '"
                + other
                + "' and '"
                + artifact
                + "'");
      }
    }

    @Override
    public Verification verification(String artifact, GitRef ref) {
      return Verification.publicKey(SECRET);
    }

    @Override
    public Optional<String> publicKey(String artifact) {
      if (!keys.containsKey(artifact)) {
        throw new IllegalArgumentException(
            "each artifact must have a public key, got none for '" + artifact + "'");
      }
      return Optional.of(keys.get(artifact));
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
    return ref instanceof GitRef.Branch ? "push-" : "release-";
  }
}
