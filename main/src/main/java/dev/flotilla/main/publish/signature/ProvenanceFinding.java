package dev.flotilla.main.publish.signature;

import dev.flotilla.main.publish.content.Digest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was found about the provenance of something that runs.
 *
 * @param provenance what its signer says, verified
 * @param message why there is none, or what is wrong with it; otherwise empty
 * @param isWrong whether somebody has to look at it
 */
public record ProvenanceFinding(Optional<Provenance> provenance, String message, boolean isWrong) {
  /** How cosign names the repository that a workflow ran for. */
  private static final Pattern CALLER =
      Pattern.compile("GithubWorkflowRepository to be \"[^\"]*\",\\sgot \"([^\"]+)\"");

  /** Returns that it was not looked at. */
  public static ProvenanceFinding notChecked(String why) {
    return new ProvenanceFinding(Optional.empty(), "provenance not checked: " + why, false);
  }

  static ProvenanceFinding of(String artifact, List<Provenance> found, String revision) {
    Optional<Provenance> same =
        found.stream().filter(one -> one.revision().equals(revision)).findFirst();
    if (same.isPresent()) {
      return new ProvenanceFinding(same, "", false);
    }
    return found.stream()
        .findFirst()
        .map(other -> ofSomethingElse(artifact, other, revision))
        .orElseGet(
            () ->
                new ProvenanceFinding(
                    Optional.empty(), "no provenance; a newer version will have it", false));
  }

  private static ProvenanceFinding ofSomethingElse(
      String artifact, Provenance other, String revision) {
    return new ProvenanceFinding(
        Optional.of(other),
        "'%s' must have provenance of '%s', got that of '%s'; find out who has signed that, and publish a newer version"
            .formatted(artifact, Digest.shortened(revision), Digest.shortened(other.revision())),
        true);
  }

  static ProvenanceFinding ofCall(String artifact, String signer, String why) {
    Matcher caller = CALLER.matcher(why);
    return new ProvenanceFinding(
        Optional.empty(),
        "'%s' must be signed by a run of '%s' itself, got one of '%s', which calls it; remove 'workflow_call' from that file, and publish again"
            .formatted(artifact, signer, caller.find() ? caller.group(1) : "another repository"),
        true);
  }
}
