package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose signature an artifact must carry before Flux uses it.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/ocirepositories/#verification">OCIRepository
 *     verification</a>
 */
public sealed interface Verification
    permits KeylessVerification, Verification.PublicKey, Verification.None {
  /**
   * Returns: signed with cosign, without a key, by one GitHub Actions workflow at one kind of ref.
   *
   * @param repository the workflow's repository, {@code owner/name}
   * @param workflow the workflow's file name in {@code .github/workflows}
   */
  static KeylessVerification gitHubActions(String repository, String workflow, GitRef ref) {
    return new GitHubActions(repository, workflow, ref);
  }

  /**
   * Returns: signed with cosign, without a key, by one of some subjects that one identity provider
   * vouches for, exactly as the certificates have them.
   *
   * @param issuer the provider's https URL, for example {@code https://gitlab.com}
   * @param subjects for example {@code
   *     https://gitlab.com/acme/fleet//.gitlab-ci.yml@refs/heads/main}
   */
  static KeylessVerification identities(String issuer, String... subjects) {
    return new KeylessVerification.Identities(
        Stream.of(subjects).map(subject -> SigningIdentity.of(issuer, subject)).toList());
  }

  /**
   * Returns: signed by whoever one of some rules accepts, for example the old and the new identity
   * while one replaces the other. Rejected: keys, because Flux looks at no identity beside a key.
   */
  static KeylessVerification anyOf(Verification... rules) {
    return KeylessVerification.AnyOf.of(List.of(rules));
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

  /** Returns who may sign, as people write it. */
  String signer();

  /** Returns the {@code spec.verify} of an OCIRepository, or nothing. */
  Optional<Map<String, Object>> toSpec();

  /** Returns the Secret that it needs in the namespace of the source, if any; nothing is secret. */
  default Optional<KubernetesObject> secret(String namespace) {
    return Optional.empty();
  }

  /** Signed with cosign by a GitHub Actions workflow. */
  record GitHubActions(String repository, String workflow, GitRef ref)
      implements KeylessVerification {
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
    public List<SigningIdentity> identities() {
      String file = "https://github.com/" + repository + "/.github/workflows/" + workflow + "@";
      return List.of(
          new SigningIdentity(Regex.literal(ISSUER), Regex.literal(file) + ref.pattern()));
    }

    @Override
    public Stream<GitHubActions> workflows() {
      return Stream.of(this);
    }

    @Override
    public String signer() {
      return repository + "/.github/workflows/" + workflow + "@" + ref.shown();
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

    /**
     * Returns a copy of {@code keys}, which must be PEM text, and of which no two artifacts may
     * share one: they would verify in each other's place.
     *
     * @param keys by an artifact's name; of several, one after the other, any fits
     */
    public static SortedMap<String, String> oneEach(SortedMap<String, String> keys) {
      Map<String, String> artifacts = new TreeMap<>();
      keys.forEach((artifact, pem) -> requireOwn(artifacts, artifact, pem));
      return Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    private static void requireOwn(Map<String, String> artifacts, String artifact, String pem) {
      for (String key : parse("the public key of artifact '" + artifact + "'", pem)) {
        String other = artifacts.putIfAbsent(key, artifact);
        if (other != null && !other.equals(artifact)) {
          throw new IllegalArgumentException(
              "each artifact must have a key of its own, got one for '"
                  + other
                  + "' and '"
                  + artifact
                  + "'; create another key pair for one of them");
        }
      }
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
    public String signer() {
      return "key " + SECRET;
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.of(
          Ordered.map("provider", "cosign", "secretRef", Ordered.map("name", SECRET)));
    }

    @Override
    public Optional<KubernetesObject> secret(String namespace) {
      return Optional.of(KubernetesObject.of("v1", "Secret", namespace, SECRET, secretBody()));
    }

    /** Returns the Secret that a source needs, without its name. */
    public Map<String, Object> secretBody() {
      Map<String, Object> data = Ordered.map();
      keys.forEach(
          key -> data.put(data.isEmpty() ? "cosign.pub" : "cosign-" + data.size() + ".pub", key));
      return Ordered.map("type", "Opaque", "stringData", data);
    }
  }

  /** Not verified. */
  record None() implements Verification {
    @Override
    public String signer() {
      return "not verified";
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.empty();
    }
  }
}
