package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Map;
import java.util.Optional;

/**
 * Whose signature what Flux takes from a Git repository must carry.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/gitrepositories/#verification">GitRepository
 *     verification</a>
 */
public sealed interface GitVerification permits GitVerification.Signed, GitVerification.None {
  /** What must be signed. */
  enum Mode {
    /** The commit that is fetched. */
    HEAD("HEAD"),
    /** The annotated tag that is followed. */
    TAG("Tag"),
    /** The annotated tag, and the commit that it points to. */
    TAG_AND_HEAD("TagAndHEAD");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /** Returns it as {@code spec.verify.mode} has it. */
    public String text() {
      return text;
    }
  }

  /**
   * Returns: the commit is signed by the holder of a key.
   *
   * @param publicKeys of OpenPGP or SSH, as {@link GitKeys} takes them; any of them fits
   */
  static Signed signedBy(String... publicKeys) {
    return new Signed(Mode.HEAD, GitKeys.of(publicKeys));
  }

  /**
   * Returns: not verified; the Git server, and each account that can push there, decide what runs.
   */
  static GitVerification none() {
    return new None();
  }

  /** Returns the {@code spec.verify} of a GitRepository, or nothing. */
  Optional<Map<String, Object>> toSpec();

  /** Returns the Secret that a source needs in its namespace, if any; nothing in it is secret. */
  default Optional<KubernetesObject> secret(String namespace) {
    return Optional.empty();
  }

  /**
   * Signed with one of some keys, which are in the Secret {@link #SECRET} beside the source; it
   * comes from the fleet.
   *
   * @param mode what must be signed
   */
  record Signed(Mode mode, GitKeys keys) implements GitVerification {
    /** The Secret with the keys. */
    public static final String SECRET = "git-signers";

    /** Returns this rule for something else that must be signed. */
    public Signed withMode(Mode newMode) {
      return new Signed(newMode, keys);
    }

    /**
     * Refuses a mode that verifies a tag where none is followed: Flux would stall.
     *
     * @param url of the repository
     */
    void requireFits(String url, GitRef.Named ref) {
      if (mode != Mode.HEAD && !(ref instanceof GitRef.Tag)) {
        throw new IllegalArgumentException(
            "a source whose tag is verified must follow a tag, got mode '"
                + mode.text()
                + "' and '"
                + ref.shown()
                + "' of '"
                + url
                + "'; follow one with GitRef.tag, or verify commits with GitVerification.Mode.HEAD");
      }
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.of(
          Ordered.map("mode", mode.text(), "secretRef", Ordered.map("name", SECRET)));
    }

    @Override
    public Optional<KubernetesObject> secret(String namespace) {
      return Optional.of(keys.secret(namespace, SECRET));
    }
  }

  /** Not verified. */
  record None() implements GitVerification {
    @Override
    public Optional<Map<String, Object>> toSpec() {
      return Optional.empty();
    }
  }
}
