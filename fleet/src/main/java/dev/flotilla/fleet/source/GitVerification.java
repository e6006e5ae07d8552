package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Map;

/**
 * Whose signature what Flux takes from a Git repository must carry. The keys are in the Secret
 * {@link #SECRET} beside the source, which comes from the fleet.
 *
 * @param mode what must be signed
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/gitrepositories/#verification">GitRepository
 *     verification</a>
 */
public record GitVerification(Mode mode, GitKeys keys) {
  /** The Secret with the keys. */
  public static final String SECRET = "git-signers";

  /** What must be signed. */
  public enum Mode {
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
  public static GitVerification signedBy(String... publicKeys) {
    return new GitVerification(Mode.HEAD, GitKeys.of(publicKeys));
  }

  /** Returns this rule for something else that must be signed. */
  public GitVerification withMode(Mode newMode) {
    return new GitVerification(newMode, keys);
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

  /** Returns the {@code spec.verify} of a GitRepository. */
  public Map<String, Object> toSpec() {
    return Ordered.map("mode", mode.text(), "secretRef", Ordered.map("name", SECRET));
  }

  /** Returns the Secret that a source needs in its namespace. */
  public KubernetesObject secret(String namespace) {
    return keys.secret(namespace, SECRET);
  }
}
