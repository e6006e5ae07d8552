package dev.flotilla.fleet.source;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.sigstore.Sigstore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signed with cosign, without a key, by one of some identities.
 *
 * <p>It is always one entry of {@code matchOIDCIdentity}, with alternatives in its expressions:
 * source-controller refuses several entries with "multiple identities are not supported". So each
 * issuer is accepted with each subject, of which an issuer's certificates have only its own.
 */
public sealed interface KeylessVerification extends Verification
    permits Verification.GitHubActions,
        KeylessVerification.Identities,
        KeylessVerification.AnyOf,
        KeylessVerification.Trusted {
  /** Returns the accepted signers, at least one. */
  List<SigningIdentity> identities();

  /** Returns the GitHub Actions workflows among them. */
  default Stream<GitHubActions> workflows() {
    return Stream.empty();
  }

  /**
   * Returns this rule, for signatures that a Sigstore of one's own vouches for, and no longer the
   * public one.
   */
  default Trusted trusting(Sigstore sigstore) {
    return new Trusted(this, sigstore);
  }

  /** Returns the RE2 expression for the identity provider that vouches for the signer. */
  default String issuer() {
    return anyOf(SigningIdentity::issuer);
  }

  /** Returns the RE2 expression for the signer. */
  default String subject() {
    return anyOf(SigningIdentity::subject);
  }

  private String anyOf(Function<SigningIdentity, String> part) {
    List<String> expressions = identities().stream().map(part).distinct().toList();
    return Regex.whole(
        expressions.size() == 1
            ? expressions.get(0)
            : expressions.stream().collect(Collectors.joining("|", "(", ")")));
  }

  @Override
  default Optional<Map<String, Object>> toSpec() {
    Map<String, Object> identity = Ordered.map("issuer", issuer(), "subject", subject());
    return Optional.of(Ordered.map("provider", "cosign", "matchOIDCIdentity", List.of(identity)));
  }

  /** Identities of any provider. */
  record Identities(List<SigningIdentity> identities) implements KeylessVerification {
    public Identities {
      identities = List.copyOf(identities);
      if (identities.isEmpty()) {
        throw new IllegalArgumentException(
            "a signature without a key must have at least one subject, got none");
      }
    }

    @Override
    public String signer() {
      return subject();
    }
  }

  /** Whoever one of several rules accepts. */
  record AnyOf(List<KeylessVerification> rules) implements KeylessVerification {
    public AnyOf {
      rules = List.copyOf(rules);
      if (rules.isEmpty()) {
        throw new IllegalArgumentException("anyOf must have at least one signer, got none");
      }
      if (rules.stream().anyMatch(Trusted.class::isInstance)) {
        throw new IllegalArgumentException(
            "anyOf must have signers of one Sigstore, because a source has one trusted root, got a signer with its own; set the Sigstore for all of them, with anyOf(…).trusting(…)");
      }
    }

    static AnyOf of(List<Verification> rules) {
      List<KeylessVerification> keyless = new ArrayList<>();
      for (Verification rule : rules) {
        if (!(rule instanceof KeylessVerification one)) {
          throw new IllegalArgumentException(
              "anyOf must have only signers with identities, got %s; list several keys in one Verification.publicKey"
                  .formatted(rule.toSpec().isPresent() ? "a key" : "no signature"));
        }
        keyless.add(one);
      }
      return new AnyOf(keyless);
    }

    @Override
    public List<SigningIdentity> identities() {
      return rules.stream().flatMap(rule -> rule.identities().stream()).toList();
    }

    @Override
    public Stream<GitHubActions> workflows() {
      return rules.stream().flatMap(KeylessVerification::workflows);
    }

    @Override
    public String signer() {
      return rules.stream().map(Verification::signer).collect(Collectors.joining(" or "));
    }
  }

  /**
   * Whoever a rule accepts, if a Sigstore of one's own vouches for it.
   *
   * @param rule one that trusts the public Sigstore
   */
  record Trusted(KeylessVerification rule, Sigstore sigstore) implements KeylessVerification {
    public Trusted {
      rule = rule instanceof Trusted other ? other.rule : rule;
    }

    @Override
    public List<SigningIdentity> identities() {
      return rule.identities();
    }

    @Override
    public Stream<GitHubActions> workflows() {
      return rule.workflows();
    }

    @Override
    public String signer() {
      return rule.signer();
    }

    @Override
    public Optional<Map<String, Object>> toSpec() {
      return rule.toSpec()
          .map(
              spec -> {
                Map<String, Object> verify = Ordered.map();
                verify.putAll(spec);
                verify.put("trustedRootSecretRef", sigstore.secretRef());
                return verify;
              });
    }

    @Override
    public Optional<KubernetesObject> secret(String namespace) {
      return Optional.of(sigstore.secret(namespace));
    }
  }
}
