package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
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
   * Returns: signed with cosign by the holder of a key, which lies beside the source in the Secret
   * {@code cosign-key}.
   *
   * @param pem the public key as PEM text; of several, one after the other, any fits
   */
  static Verification publicKey(String pem) {
    return new PublicKey(PublicKey.parse("a key that verifies signatures", pem));
  }

  /** Returns: not verified; whoever can push to the repository decides what runs. */
  static Verification none() {
    return new None();
  }

  /** Returns the {@code spec.verify} of an OCIRepository, or nothing. */
  Optional<Map<String, Object>> toSpec();

  /** Returns the Secret that it needs in the namespace of the source, if any; nothing is secret. */
  default Optional<KubernetesObject> secret(String namespace) {
    return Optional.empty();
  }

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

    /** Returns the RE2 expression for who has told the workflow's identity. */
    public String issuer() {
      return Regex.whole(Regex.literal(ISSUER));
    }

    /** Returns the RE2 expression for the workflow's identity. */
    public String subject() {
      String file = "https://github.com/" + repository + "/.github/workflows/" + workflow + "@";
      return Regex.whole(Regex.literal(file) + ref.pattern());
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      Map<String, Object> identity = Ordered.map("issuer", issuer(), "subject", subject());
      return Optional.of(Ordered.map("provider", "cosign", "matchOIDCIdentity", List.of(identity)));
    }
  }

  /** Signed with cosign and one of these keys, each as PEM text. */
  record PublicKey(List<String> keys) implements Verification {
    /** The Secret with the keys. */
    public static final String SECRET = "cosign-key";

    private static final Pattern PEM =
        Pattern.compile("-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----");

    public PublicKey {
      keys = List.copyOf(keys);
    }

    /** Returns the keys in a text, which is never shown: it may be a private one. */
    public static List<String> parse(String what, String text) {
      if (!PEM.matcher(text).replaceAll("").isBlank() || text.isBlank()) {
        throw new IllegalArgumentException(
            what
                + " must be PEM text, from '-----BEGIN PUBLIC KEY-----' to '-----END PUBLIC KEY-----'");
      }
      return PEM.matcher(text).results().map(key -> key.group() + "\n").toList();
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.of(
          Ordered.map("provider", "cosign", "secretRef", Ordered.map("name", SECRET)));
    }

    @Override
    public Optional<KubernetesObject> secret(String namespace) {
      Map<String, Object> data = Ordered.map();
      keys.forEach(
          key -> data.put(data.isEmpty() ? "cosign.pub" : "cosign-" + data.size() + ".pub", key));
      return Optional.of(
          KubernetesObject.of(
              "v1",
              "Secret",
              namespace,
              SECRET,
              Ordered.map("type", "Opaque", "stringData", data)));
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
