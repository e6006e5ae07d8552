package dev.flotilla.stacks.random;

import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.sigstore.SigningConfig;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.Verification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who signs, and from which refs. */
final class RandomSigners {
  private static final String COMMIT = "4f1e8b0c2d3a4e5f60718293a4b5c6d7e8f90a1b";
  private static final String ISSUER = "https://issuer.acme.example";

  /** Each has a channel of its own, which is pushed from its refs. */
  private static final List<Environment> ENVIRONMENTS =
      List.of(
          Environment.STAGING,
          Environment.PRODUCTION,
          new Environment("trial", Channel.tag("trial"), GitRef.commit(COMMIT)),
          new Environment("preview", Channel.tag("preview"), GitRef.mergeQueue("main")),
          new Environment(
              "canary",
              Channel.tag("canary"),
              GitRef.anyOf(GitRef.branch("main"), GitRef.branch("release/next"))),
          new Environment(
              "edge",
              Channel.tag("edge").ofReleases(),
              GitRef.anyOf(GitRef.semverTags(), GitRef.tag("v2.0.0-rc.1"))),
          new Environment(
              "frozen", Channel.tag("frozen").ofReleases(), GitRef.releases("long-term-v")),
          Environment.ofBranch("develop", "develop"));

  private final Choices choices;

  RandomSigners(Choices choices) {
    this.choices = choices;
  }

  Environment environment() {
    return choices.of(ENVIRONMENTS);
  }

  /**
   * Returns who signs the artifacts of a repository.
   *
   * @param git the Git repository with its owner
   * @param isOnGitHub whether that is where workflows sign
   */
  ArtifactSigner signer(String git, boolean isOnGitHub, List<String> artifacts) {
    ArtifactSigner identities =
        ArtifactSigner.identities(ISSUER, "https://git.acme.example/{artifact}@{ref}");
    List<ArtifactSigner> signers =
        new ArrayList<>(
            List.of(
                identities,
                ArtifactSigner.gitLab("acme/platform/" + git.replaceFirst(".*/", "")),
                ArtifactSigner.publicKeys(keys(git, artifacts)),
                ArtifactSigner.none()));
    if (isOnGitHub) {
      signers.add(ArtifactSigner.gitHubActions(git));
      signers.add(ArtifactSigner.sharedWorkflow(git));
      signers.add(ArtifactSigner.pinnedWorkflow(git, "sign.yaml", COMMIT));
      signers.add(ArtifactSigner.anyOf(ArtifactSigner.gitHubActions(git), identities));
    }
    return choices.of(signers);
  }

  private static SortedMap<String, String> keys(String git, List<String> artifacts) {
    SortedMap<String, String> keys = new TreeMap<>();
    artifacts.forEach(artifact -> keys.put(artifact, publicKey(git + " " + artifact)));
    return keys;
  }

  /** Returns whose signature a source must carry that is no artifact of the organization. */
  Verification verification() {
    Verification rule =
        choices.oneOf(
            Verification.none(),
            Verification.publicKey(publicKey("one") + publicKey("two")),
            Verification.gitHubActions("acme/fleet", "push.yaml", GitRef.branch("main")),
            Verification.identities(ISSUER, "robot@acme.example", "deputy@acme.example"),
            Verification.anyOf(
                Verification.gitHubActions("acme/fleet", "push.yaml", GitRef.commit(COMMIT)),
                Verification.identities(ISSUER, "robot@acme.example")));
    return rule instanceof KeylessVerification keyless
        ? choices.sometimes(keyless, value -> value.trusting(sigstore()))
        : rule;
  }

  /** Returns who vouches for signers instead of the public Sigstore. */
  Sigstore sigstore() {
    String name = choices.oneOf("acme.example", "next.acme.example");
    return choices.sometimes(
        new Sigstore(new TrustedRoot(Sigstores.trustedRoot(name))),
        value -> value.withSigningConfig(new SigningConfig(Sigstores.signingConfig(name))));
  }

  static String publicKey(String text) {
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }
}
