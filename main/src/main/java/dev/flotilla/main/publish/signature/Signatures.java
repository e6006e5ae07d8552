package dev.flotilla.main.publish.signature;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.source.Verification.GitHubActions;
import dev.flotilla.fleet.source.Verification.PublicKey;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The signatures of one artifact: those that clusters demand of it, and what makes them. */
public final class Signatures {
  /**
   * Where a job of a GitHub workflow with the permission {@code id-token: write} gets its token.
   */
  private static final String IDENTITY_VARIABLE = "ACTIONS_ID_TOKEN_REQUEST_URL";

  /** Where every other system leaves a token that cosign signs with, as GitLab's id_tokens do. */
  private static final String TOKEN_VARIABLE = "SIGSTORE_ID_TOKEN";

  /** Where GitHub names a job's workflow and the ref of that. */
  private static final String WORKFLOW_VARIABLE = "GITHUB_WORKFLOW_REF";

  private final ChannelArtifact artifact;
  private final List<Verification> rules;
  private final Supplier<Cosign> cosign;
  private final Map<String, String> environment;
  private final Optional<Path> keys;

  /**
   * Looks at nothing yet.
   *
   * @param cosign finds cosign, if there is something to sign or verify
   * @param keys the folder with {@code <path>.key} of each artifact
   */
  public Signatures(
      ChannelArtifact artifact,
      Supplier<Cosign> cosign,
      Map<String, String> environment,
      Optional<Path> keys) {
    this.artifact = artifact;
    this.rules =
        artifact.verifications().stream().filter(rule -> rule.toSpec().isPresent()).toList();
    this.cosign = cosign;
    this.environment = environment;
    this.keys = keys;
  }

  /** Returns the rules of those clusters that demand a signature. */
  List<Verification> rules() {
    return rules;
  }

  /** Returns the cosign that signs and verifies. */
  Cosign cosign() {
    return cosign.get();
  }

  /** Returns the rules that {@code reference} does not satisfy. */
  public List<Verification> missing(PublishedDigest reference) {
    return rules.stream()
        .filter(rule -> cosign.get().refusal(reference, rule).isPresent())
        .toList();
  }

  /** Returns why the rules refuse {@code reference}, if one does. */
  public Optional<String> refusal(PublishedDigest reference) {
    return rules.stream()
        .flatMap(rule -> cosign.get().refusal(reference, rule).stream())
        .findFirst();
  }

  /** Refuses a publish that cannot be signed on this machine. */
  public void requirePossible(List<Verification> missing) {
    for (Verification rule : missing) {
      if (rule instanceof PublicKey) {
        key();
      } else if (!isSet(TOKEN_VARIABLE) && !isSet(IDENTITY_VARIABLE)) {
        throw notHere((KeylessVerification) rule);
      } else if (isSet(IDENTITY_VARIABLE)) {
        requireWorkflow((KeylessVerification) rule);
      }
    }
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  private Failure notHere(KeylessVerification rule) {
    return rule.workflows().findFirst().map(this::notHere).orElseGet(() -> noToken(rule));
  }

  private Failure noToken(KeylessVerification rule) {
    return new Failure(
        "'%s' must be signed by '%s', got no %s; publish it where that identity runs, with a token for the audience 'sigstore' in that variable, or to a mirror with keys of its own"
            .formatted(artifact.path(), rule.subject(), TOKEN_VARIABLE));
  }

  /** GitHub says of a job what the certificate of its signature will name. */
  private void requireWorkflow(KeylessVerification rule) {
    String runs = environment.getOrDefault(WORKFLOW_VARIABLE, "");
    if (!isSet(TOKEN_VARIABLE)
        && !runs.isEmpty()
        && rule.workflows().findAny().isPresent()
        && !("https://github.com/" + runs).matches(rule.subject())) {
      throw new Failure(
          "'%s' must be signed by %s, got '%s'; run that workflow there, for a rollback on the tag of a release"
              .formatted(artifact.path(), signer(rule), runs));
    }
  }

  private Failure notHere(GitHubActions workflow) {
    return new Failure(
        "'%s' must be signed by the workflow '%s' of '%s', which runs on GitHub only, got no %s; publish it there with 'permissions: id-token: write', or to a mirror with keys of its own"
            .formatted(
                artifact.path(), workflow.workflow(), workflow.repository(), IDENTITY_VARIABLE));
  }

  /** Signs so that all of {@code missing} are satisfied; returns what it did. */
  public String make(PublishedDigest reference, List<Verification> missing) {
    return each(
        missing,
        key -> cosign.get().signWithKey(reference, key),
        rule -> cosign.get().signWithIdentity(reference, rule));
  }

  /** Does something as the signer of each rule; returns as whom. */
  String each(
      List<Verification> signers,
      Consumer<Path> withKey,
      Consumer<KeylessVerification> withIdentity) {
    List<String> made = new ArrayList<>();
    for (Verification rule : signers) {
      if (rule instanceof PublicKey) {
        withKey.accept(key());
        made.add("with the key of '" + artifact.path() + "'");
      } else {
        withIdentity.accept((KeylessVerification) rule);
        made.add(isSet(IDENTITY_VARIABLE) ? "as this workflow" : "with the identity of this run");
      }
    }
    return String.join(", ", made);
  }

  /** Refuses what a cluster of the channel would refuse; returns what was found. */
  public String verify(PublishedDigest reference, String channel) {
    for (Verification rule : rules) {
      cosign
          .get()
          .refusal(reference, rule)
          .ifPresent(
              why -> {
                throw new Failure(
                    "'%s' must carry the signature that the clusters of channel '%s' demand, cosign said: %s; the channel stays where it is, sign it with %s"
                        .formatted(reference.address(), channel, why, signer(rule)));
              });
    }
    return rules.isEmpty()
        ? "the clusters of channel '%s' demand no signature".formatted(channel)
        : "has the signature that the clusters of channel '%s' demand".formatted(channel);
  }

  private static String signer(Verification rule) {
    if (rule instanceof Trusted trusted) {
      return signer(trusted.rule());
    }
    if (rule instanceof GitHubActions workflow) {
      return "'%s' of '%s' at '%s'"
          .formatted(workflow.workflow(), workflow.repository(), workflow.ref().shown());
    }
    return rule instanceof KeylessVerification keyless
        ? "an identity that matches '%s'".formatted(keyless.subject())
        : "the private key of the clusters' public one";
  }

  private Path key() {
    Path key =
        keys.map(folder -> new KeyPairs(folder).privateKey(artifact.path()))
            .orElseThrow(
                () ->
                    new Failure(
                        "'%1$s' must be signed with its private key, got none; set --keys, or FLOTILLA_MIRROR_KEYS for a mirror, to the folder with '%1$s.key'"
                            .formatted(artifact.path())));
    if (!Files.isRegularFile(key)) {
      throw new Failure(
          "the private key of '%s' must be a file, got '%s'; copy it there, or publish from the machine that has it"
              .formatted(artifact.path(), key));
    }
    return key;
  }
}
