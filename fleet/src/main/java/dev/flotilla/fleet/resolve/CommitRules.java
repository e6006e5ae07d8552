package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.artifact.GitContent;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitKeys;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.tenant.FluxAccess;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules for commits whose signatures clusters verify. */
final class CommitRules {
  private final Fleet fleet;
  private final List<Problem> problems = new ArrayList<>();

  CommitRules(Fleet fleet) {
    this.fleet = fleet;
  }

  List<Problem> check() {
    checkFlux();
    SortedSet<String> verified = verified();
    fleet.clusters().forEach(cluster -> checkUpdates(cluster, verified));
    return problems;
  }

  /** That of the sync is checked with the rest of its FluxInstance. */
  private void checkFlux() {
    Distribution distribution = fleet.fluxRelease().distribution();
    boolean hasSsh = fleet.clusters().stream().flatMap(this::keys).anyMatch(GitKeys::hasSsh);
    if (hasSsh && distribution.isBefore(9)) {
      problems.add(
          new Problem(
              "fleet",
              "an SSH key of Git commits needs Flux 2.9 or newer, got '%s'; raise the version of its Distribution"
                  .formatted(distribution.version())));
    }
  }

  private Stream<GitKeys> keys(Cluster cluster) {
    Stream<GitVerification> updates =
        cluster.updateAutomations().stream().map(updated -> updated.repository().verification());
    Stream<GitKeys> tenants =
        fleet.workloads(cluster).tenants().stream()
            .map(TenantProps::fluxAccess)
            .map(FluxAccess::gitKeys)
            .flatMap(keys -> keys.stream());
    Stream<GitVerification> contents =
        repositories(cluster).map(GitContentRepository::verification);
    return Stream.concat(
        tenants,
        Stream.concat(updates, contents)
            .filter(GitVerification.Signed.class::isInstance)
            .map(rule -> ((GitVerification.Signed) rule).keys()));
  }

  /** Flux would apply nothing more of a branch whose newest commit nobody has signed. */
  private void checkUpdates(Cluster cluster, SortedSet<String> verified) {
    for (UpdateAutomationProps updates : cluster.updateAutomations()) {
      GitSource repository = updates.repository();
      boolean isOwn =
          isVerified(repository.verification()) && updates.branch().equals(updates.pushBranch());
      if (isOwn || verified.contains(repository.address() + " " + updates.pushBranch())) {
        problems.add(
            new Problem(
                cluster.name(),
                "updates are pushed unsigned, got the branch '%s' of '%s' for '%s', whose commits clusters verify; push to another with withPushBranch, and merge it with a signed commit"
                    .formatted(updates.pushBranch(), repository.address(), updates.name())));
      }
    }
  }

  /** Returns the branches whose commits clusters verify, each a URL and a name. */
  private SortedSet<String> verified() {
    SortedSet<String> verified = new TreeSet<>();
    if (fleet.sync() instanceof FleetSync.Shared shared
        && shared.source() instanceof GitSource source
        && isVerified(source.verification())) {
      source.ref().branches().forEach(branch -> verified.add(source.address() + " " + branch));
    }
    for (Cluster cluster : fleet.clusters()) {
      if (cluster.environment().channel() instanceof Channel.Branch branch) {
        repositories(cluster)
            .filter(repository -> isVerified(repository.verification()))
            .forEach(repository -> verified.add(repository.url() + " " + branch.ref().name()));
      }
    }
    return verified;
  }

  private static boolean isVerified(GitVerification rule) {
    return rule.toSpec().isPresent();
  }

  private Stream<GitContentRepository> repositories(Cluster cluster) {
    return fleet
        .workloads(cluster)
        .sources()
        .filter(GitContent.class::isInstance)
        .map(source -> ((GitContent) source).repository());
  }
}
