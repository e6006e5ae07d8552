package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rfc1123;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose signature an artifact must carry before Flux uses it.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/ocirepositories/#verification">OCIRepository
 *     verification</a>
 */
public sealed interface Verification {
  /**
   * Returns: signed with cosign, without a key, by one GitHub Actions workflow at one kind of ref.
   *
   * @param repository the workflow's repository, {@code owner/name}
   * @param workflow the workflow's file name in {@code .github/workflows}
   */
  static Verification gitHubActions(String repository, String workflow, GitRef ref) {
    return new GitHubActions(repository, workflow, ref);
  }

  /**
   * Returns: signed with cosign by the holder of a key.
   *
   * @param secretName a Secret in the namespace of the source; its keys {@code *.pub} hold public
   *     keys, any of which fits
   */
  static Verification publicKey(String secretName) {
    return new PublicKey(secretName);
  }

  /** Returns: not verified; whoever can push to the repository decides what runs. */
  static Verification none() {
    return new None();
  }

  /** Returns the {@code spec.verify} of an OCIRepository, or nothing. */
  Optional<Map<String, Object>> toSpec();

  /** Signed with cosign by a GitHub Actions workflow. */
  record GitHubActions(String repository, String workflow, GitRef ref) implements Verification {
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final Pattern REPOSITORY = Pattern.compile("[-\\w.]+/[-\\w.]+");
    private static final Pattern WORKFLOW = Pattern.compile("[-\\w.]+\\.ya?ml");

    public GitHubActions {
      if (!REPOSITORY.matcher(repository).matches()) {
        throw new IllegalArgumentException(
            "the repository of a signing workflow must be 'owner/name', got '" + repository + "'");
      }
      if (!WORKFLOW.matcher(workflow).matches()) {
        throw new IllegalArgumentException(
            "a signing workflow must be a file name such as 'push-artifact.yaml', got '"
                + workflow
                + "'");
      }
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      String file = "https://github.com/" + repository + "/.github/workflows/" + workflow + "@";
      Map<String, Object> identity =
          Ordered.map(
              "issuer", Regex.whole(Regex.literal(ISSUER)),
              "subject", Regex.whole(Regex.literal(file) + ref.pattern()));
      return Optional.of(Ordered.map("provider", "cosign", "matchOIDCIdentity", List.of(identity)));
    }
  }

  /** Signed with cosign and a key. */
  record PublicKey(String secretName) implements Verification {
    public PublicKey {
      Rfc1123.subdomain("name of the Secret with public keys", secretName);
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.of(
          Ordered.map("provider", "cosign", "secretRef", Ordered.map("name", secretName)));
    }
  }

  /** Not verified. */
  record None() implements Verification {
    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.empty();
    }
  }
}
