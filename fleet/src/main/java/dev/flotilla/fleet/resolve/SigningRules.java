package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.OciTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules for who signs what the clusters of a fleet follow. */
final class SigningRules {
  private final Fleet fleet;
  private final List<Problem> problems = new ArrayList<>();

  SigningRules(Fleet fleet) {
    this.fleet = fleet;
  }

  List<Problem> check() {
    if (fleet.sync() instanceof FleetSync.Artifact artifact && artifact.isVerified()) {
      artifact.workflow().ifPresent(this::checkGitHost);
      fleet.clusters().forEach(this::checkSigner);
    }
    checkChannels();
    checkFlux();
    return problems;
  }

  /** Only workflows of github.com have certificates that name them as clusters expect. */
  private void checkGitHost(String workflow) {
    Organization organization = fleet.organization();
    if (!organization.gitHost().equals(Organization.GITHUB)) {
      report(
          "fleet",
          "the fleet artifact must be signed where its Git repository is, got the GitHub workflow '%s' and '%s'; set FleetSync.artifactSignedBy(ArtifactSigner.%s)"
              .formatted(
                  workflow,
                  organization.gitHost(),
                  organization.gitHost().equals("gitlab.com")
                      ? "gitLab(\"" + organization.fleetGitRepository() + "\")"
                      : "identities(…)"));
    }
  }

  /** Releases move some channels, pushes to a branch the others; only those refs sign there. */
  private void checkSigner(Cluster cluster) {
    Environment environment = cluster.environment();
    boolean isReleased = environment.channel().isReleased();
    if (isReleased != environment.signedFrom().isReleased()) {
      report(
          cluster.name(),
          "environment '%s' must accept signatures from the refs that its channel is pushed from, got channel '%s' and '%s'; give it %s"
              .formatted(
                  environment.name(),
                  environment.channel().tag(),
                  environment.signedFrom().pattern(),
                  isReleased ? "GitRef.semverTags()" : "GitRef.branch(…)"));
    }
  }

  /** A channel that two branches push to would switch back and forth between them. */
  private void checkChannels() {
    Map<String, Environment> firsts = new TreeMap<>();
    for (Cluster cluster : fleet.clusters()) {
      Environment environment = cluster.environment();
      OciTag tag = environment.channel().tag();
      Environment first = firsts.computeIfAbsent(tag.value(), any -> environment);
      if (!first.channel().equals(environment.channel())
          || !first.signedFrom().equals(environment.signedFrom())) {
        report(
            cluster.name(),
            "a channel must be pushed from the same refs for all environments that follow it, got '%s' from '%s' for '%s' and from '%s' for '%s'; give one a channel of its own, such as Channel.tag(\"%s\")"
                .formatted(
                    tag,
                    first.signedFrom().pattern(),
                    first.name(),
                    environment.signedFrom().pattern(),
                    environment.name(),
                    environment.name()));
      }
    }
  }

  /** Before source-controller 1.9.0 there is no {@code trustedRootSecretRef}. */
  private void checkFlux() {
    Distribution distribution = fleet.fluxRelease().distribution();
    if (!fleet.registries().sigstores().isEmpty() && distribution.isBefore(9)) {
      report(
          "fleet",
          "a trusted root of Sigstore needs Flux 2.9 or newer, got '%s'; raise the version of its Distribution"
              .formatted(distribution.version()));
    }
  }

  private void report(String path, String message) {
    problems.add(new Problem(path, message));
  }
}
