package dev.flotilla.main.descriptor;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who must have signed a fleet artifact, as {@code flotilla list --artifacts} prints it: a workflow
 * with its ref, the subject of another identity, or a file with public keys.
 */
final class FleetSigner {
  /** The signer that accepts what nobody has signed. */
  static final String NOBODY = "nobody";

  private static final String OPTION = "--fleet-signer";
  private static final Pattern WORKFLOW =
      Pattern.compile(
          "(?:https://github\\.com/)?(?<repository>[-\\w.]+/[-\\w.]+)/\\.github/workflows/(?<file>[-\\w.]+)@(?<ref>\\S+)");
  private static final Pattern IDENTITY = Pattern.compile("https://[^/\\s]+/\\S+");
  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";
  private static final String ANY_VERSION = "*.*.*";

  private FleetSigner() {}

  /**
   * Returns the rule that {@code text} stands for.
   *
   * @param folder the working folder
   */
  static Verification parse(String text, Path folder) {
    if (text.equals(NOBODY)) {
      return Verification.none();
    }
    try {
      Matcher workflow = WORKFLOW.matcher(text);
      if (workflow.matches()) {
        Optional<GitRef> ref = ref(workflow.group("ref"));
        if (ref.isPresent()) {
          return Verification.gitHubActions(
              workflow.group("repository"), workflow.group("file"), ref.get());
        }
      } else if (IDENTITY.matcher(text).matches()) {
        return Verification.identities("https://" + URI.create(text).getRawAuthority(), text);
      } else if (Files.isRegularFile(folder.resolve(text))) {
        return Verification.publicKey(Files.readString(folder.resolve(text)));
      }
    } catch (IllegalArgumentException e) {
      throw refused(OPTION, e);
    } catch (IOException e) {
      throw new Failure(
          "--fleet-signer must name a file that you can read, got '%s'; make it readable for you"
              .formatted(text));
    }
    throw new Failure(
        "--fleet-signer must be a workflow such as 'acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main', the subject of another identity, a file with public keys or '%s', got '%s'; 'flotilla list --artifacts' prints it where the fleet is"
            .formatted(NOBODY, text));
  }

  /** Returns the failure of an option whose value is malformed, as that says itself. */
  static Failure refused(String option, IllegalArgumentException e) {
    return new Failure("%s: %s; correct it".formatted(option, e.getMessage()));
  }

  private static Optional<GitRef> ref(String text) {
    if (text.startsWith(BRANCH)) {
      return Optional.of(GitRef.branch(text.substring(BRANCH.length())));
    }
    if (!text.startsWith(TAG)) {
      return Optional.empty();
    }
    String tag = text.substring(TAG.length());
    if (!tag.endsWith(ANY_VERSION)) {
      return Optional.of(GitRef.tag(tag));
    }
    String prefix = tag.substring(0, tag.length() - ANY_VERSION.length());
    return Optional.of(prefix.equals("v") ? GitRef.semverTags() : GitRef.releases(prefix));
  }
}
