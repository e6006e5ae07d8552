package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.object.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetRulesTest {
  private static final KubeconfigAccess SHARED =
      ClusterAccess.kubeconfig("~/.kube/config", "shared");

  @Test
  void acceptsClustersThatDifferInNameAndContext() {
    assertThat(FleetRules.check(Fleets.of(Fleets.staging().build(), Fleets.prod().build())))
        .isEmpty();
  }

  @Test
  void refusesFleetWithoutClusters() {
    assertThat(FleetRules.check(Fleets.of()))
        .containsExactly(
            new Problem(
                "fleet",
                "a fleet must have at least one cluster, got none; add one with Fleet.Builder.addCluster"));
  }

  @Test
  void refusesTwoClustersOfOneName() {
    assertThat(FleetRules.check(Fleets.of(Fleets.prod().build(), Fleets.prod().build())))
        .containsExactly(
            new Problem(
                "prod",
                "each cluster must have its own name, which its state and sync path also use, got 'prod' twice; rename one"));
  }

  @Test
  void refusesTwoClustersOfOneContext() {
    Fleet fleet =
        Fleets.of(Fleets.staging().access(SHARED).build(), Fleets.prod().access(SHARED).build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "prod",
                "clusters 'staging' and 'prod' both use context 'shared' of '~/.kube/config'; give each its own"));
  }

  @Test
  void refusesTwoClustersOfOnePod() {
    Fleet fleet =
        Fleets.of(
            Fleets.staging().access(ClusterAccess.inCluster()).build(),
            Fleets.prod().access(ClusterAccess.inCluster()).build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "prod",
                "clusters 'staging' and 'prod' both use the cluster of the pod that this runs in; give each its own"));
  }

  @Test
  void acceptsTwoKindClusters() {
    Fleet fleet =
        Fleets.of(
            Fleets.staging().access(ClusterAccess.kind()).build(),
            Fleets.prod().access(ClusterAccess.kind()).build());

    assertThat(FleetRules.check(fleet)).isEmpty();
  }

  @Test
  void refusesClusterNamedAsTheStackOfAKindCluster() {
    Fleet fleet =
        Fleets.of(
            Fleets.prod().access(ClusterAccess.kind()).build(),
            Cluster.workload("prod-kind", Environment.STAGING).build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "prod-kind",
                "a cluster must not have the name of a kind cluster's stack, got 'prod-kind'; rename it or 'prod'"));
  }

  @Test
  void refusesTwoCredentialsOfOneNameOnACluster() {
    Fleet fleet =
        Fleets.of(
                Fleets.staging().addCredential(Credential.gitBasic("git-auth", "me")).build(),
                Fleets.prod().build())
            .toBuilder()
            .addCredential(Credential.gitBasic("git-auth", "flux"))
            .build();

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "staging",
                "the names of a cluster's credentials must differ in their letters and digits, because each names a variable, got 'git-auth' and 'git-auth'; rename one"));
  }

  @ParameterizedTest
  @CsvSource({"kube, context", "state, passphrase"})
  void refusesCredentialThatNeedsAVariableOfTheStack(String secret, String key) {
    Fleet fleet = Fleets.of(Fleets.prod().addCredential(Credential.opaque(secret, key)).build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "prod",
                "credential '%s' must not use the variable '%s_%s', which the stack has already; rename its Secret or its key"
                    .formatted(secret, secret, key)));
  }
}
