package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.SigningIdentity;
import dev.flotilla.fleet.source.Verification;
import java.util.Map;

/** Writes whose signature an artifact must carry, in a form that nobody takes for another. */
final class SignerJson {
  private final Map<String, Object> sigstores = Ordered.map();

  Map<String, Object> of(Verification rule) {
    if (rule instanceof KeylessVerification keyless) {
      Map<String, Object> json = keyless(keyless);
      json.put("issuer", keyless.issuer());
      json.put("subject", keyless.subject());
      return json;
    }
    return rule instanceof Verification.PublicKey key
        ? Ordered.map("keys", key.keys())
        : Ordered.map("unsigned", true);
  }

  private Map<String, Object> keyless(KeylessVerification rule) {
    if (rule instanceof KeylessVerification.Trusted trusted) {
      Map<String, Object> json = keyless(trusted.rule());
      json.put("sigstore", sigstore(trusted.sigstore()));
      return json;
    }
    if (rule instanceof KeylessVerification.AnyOf any) {
      return Ordered.map("anyOf", any.rules().stream().map(this::of).toList());
    }
    return rule instanceof Verification.GitHubActions workflow
        ? Ordered.map(
            "repository", workflow.repository(),
            "workflow", workflow.workflow(),
            "ref", ref(workflow.ref()))
        : Ordered.map("identities", rule.identities().stream().map(SignerJson::identity).toList());
  }

  private static Map<String, Object> identity(SigningIdentity identity) {
    return Ordered.map("issuer", identity.issuer(), "subject", identity.subject());
  }

  /** Several artifacts trust one, which has some KiB. */
  private String sigstore(Sigstore sigstore) {
    Map<String, Object> json = Ordered.map("trustedRoot", sigstore.trustedRoot().json());
    sigstore.signingConfig().ifPresent(config -> json.put("signingConfig", config.json()));
    sigstores.put(sigstore.secretName(), json);
    return sigstore.secretName();
  }

  /** Returns those that signers refer to, by the Secret that has the trusted root. */
  Map<String, Object> sigstores() {
    return sigstores;
  }

  static Map<String, Object> ref(GitRef ref) {
    if (ref instanceof GitRef.AnyOf any) {
      return Ordered.map("anyOf", any.refs().stream().map(SignerJson::ref).toList());
    }
    if (ref instanceof GitRef.Branch branch) {
      return Ordered.map("branch", branch.name());
    }
    if (ref instanceof GitRef.MergeQueue queue) {
      return Ordered.map("mergeQueue", queue.branch());
    }
    if (ref instanceof GitRef.Commit commit) {
      return Ordered.map("commit", commit.hash());
    }
    if (ref instanceof GitRef.Tag tag) {
      return Ordered.map("tag", tag.name());
    }
    if (ref instanceof GitRef.Releases all) {
      return Ordered.map("releases", all.prefix());
    }
    if (ref instanceof GitRef.SemverTags) {
      return Ordered.map("releases", "v");
    }
    throw new IllegalStateException("a signer has the Git ref '" + ref + "'");
  }
}
