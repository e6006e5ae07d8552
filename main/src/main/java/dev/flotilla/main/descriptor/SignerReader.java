package dev.flotilla.main.descriptor;

import dev.flotilla.fleet.sigstore.SigningConfig;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.sigstore.TrustedRoot;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.SigningIdentity;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.json.ForeignJson;
import java.util.List;

/** Reads whose signature an artifact must carry, and refuses what it does not know. */
final class SignerReader {
  private final ForeignJson sigstores;

  /** Reads signers that trust one of {@code sigstores}, or the public one. */
  SignerReader(ForeignJson sigstores) {
    this.sigstores = sigstores;
  }

  Verification signer(ForeignJson json) {
    if (json.isTrue("unsigned")) {
      return Verification.none();
    }
    return json.names().contains("keys")
        ? Verification.publicKey(String.join("", json.texts("keys")))
        : keyless(json);
  }

  private KeylessVerification keyless(ForeignJson json) {
    String sigstore = json.text("sigstore");
    return sigstore.isEmpty() ? rule(json) : rule(json).trusting(sigstore(sigstore));
  }

  private KeylessVerification rule(ForeignJson json) {
    List<String> fields = json.names();
    if (fields.contains("workflow")) {
      return Verification.gitHubActions(
          json.text("repository"), json.text("workflow"), ref(json.object("ref")));
    }
    if (fields.contains("identities")) {
      return new KeylessVerification.Identities(
          json.objects("identities").stream().map(SignerReader::identity).toList());
    }
    if (fields.contains("anyOf")) {
      return new KeylessVerification.AnyOf(
          json.objects("anyOf").stream().map(this::keyless).toList());
    }
    throw json.refused("workflow");
  }

  private static SigningIdentity identity(ForeignJson json) {
    if (json.text("issuer").isEmpty() || json.text("subject").isEmpty()) {
      throw json.refused("subject");
    }
    return new SigningIdentity(json.text("issuer"), json.text("subject"));
  }

  private Sigstore sigstore(String name) {
    ForeignJson json = sigstores.object(name);
    Sigstore sigstore =
        new Sigstore(new TrustedRoot(json.text("trustedRoot"))).withSecretName(name);
    String config = json.text("signingConfig");
    return config.isEmpty() ? sigstore : sigstore.withSigningConfig(new SigningConfig(config));
  }

  static GitRef ref(ForeignJson json) {
    List<String> fields = json.names();
    if (fields.contains("branch")) {
      return GitRef.branch(json.text("branch"));
    }
    if (fields.contains("releases")) {
      String prefix = json.text("releases");
      return prefix.equals("v") ? GitRef.semverTags() : GitRef.releases(prefix);
    }
    if (fields.contains("tag")) {
      return GitRef.tag(json.text("tag"));
    }
    if (fields.contains("mergeQueue")) {
      return GitRef.mergeQueue(json.text("mergeQueue"));
    }
    if (fields.contains("commit")) {
      return GitRef.commit(json.text("commit"));
    }
    if (fields.contains("anyOf")) {
      return GitRef.anyOf(
          json.objects("anyOf").stream().map(SignerReader::ref).toArray(GitRef[]::new));
    }
    throw json.refused("branch");
  }
}
