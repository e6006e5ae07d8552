package dev.flotilla.stacks.random;

import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.PolicyAction;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.Verification;
import java.util.List;
import java.util.Optional;

/** Where the tenants of a fleet get what they run. */
final class RandomSourcePolicy {
  private final Choices choices;
  private final Organization organization;

  RandomSourcePolicy(Choices choices, Organization organization) {
    this.choices = choices;
    this.organization = organization;
  }

  /** Returns a policy that allows all that the tenants have; empty if the organization's does. */
  Optional<SourcePolicyProps> policy(List<ArtifactRepository> tenants) {
    if (tenants.stream().allMatch(this::isAllowedAnyway) && choices.maybe()) {
      return Optional.empty();
    }
    SourcePolicyProps policy = organization.sourcePolicy();
    for (ArtifactRepository repository : tenants) {
      if (!isAllowedAnyway(repository)) {
        policy = allowing(policy, repository);
      }
    }
    SourcePolicyProps partners =
        choices.sometimes(
            policy,
            value -> value.allowingSigned("oci://ghcr.io/partner/", signer(), otherSigner()));
    SourcePolicyProps plain =
        choices.sometimes(
            partners,
            value ->
                value
                    .allowing("https://charts.acme.example/Stable/")
                    .allowing("ssh://git@git.acme.example/teams/"));
    SourcePolicyProps buckets =
        choices.sometimes(
            plain, value -> value.allowing(new AllowedBucket("minio.acme.example:9000", "apps")));
    SourcePolicyProps excluding =
        choices.sometimes(buckets, value -> value.excluding("edge", "gateway-operator"));
    return Optional.of(
        choices.oneOf(
            excluding,
            excluding.withActions(PolicyAction.DENY, PolicyAction.AUDIT),
            excluding.withActions(PolicyAction.WARN, PolicyAction.AUDIT),
            excluding.withActions(PolicyAction.WARN)));
  }

  private boolean isAllowedAnyway(ArtifactRepository repository) {
    return isSigned(repository)
        && repository.url().value().startsWith(organization.registryFolder().value() + "/");
  }

  private static boolean isSigned(ArtifactRepository repository) {
    return !(repository.signer() instanceof ArtifactSigner.Nobody);
  }

  private SourcePolicyProps allowing(SourcePolicyProps policy, ArtifactRepository repository) {
    String folder = repository.url().value() + "/";
    return isSigned(repository) && choices.maybe()
        ? policy.allowingSigned(folder)
        : policy.allowing(folder);
  }

  private static KeylessVerification signer() {
    return Verification.gitHubActions("partner/apps", "push.yaml", GitRef.branch("main"));
  }

  private KeylessVerification otherSigner() {
    KeylessVerification robot =
        Verification.identities("https://issuer.acme.example", "robot@acme.example");
    return choices.oneOf(robot, Verification.anyOf(signer(), robot));
  }
}
