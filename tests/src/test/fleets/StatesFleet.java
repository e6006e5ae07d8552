import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import dev.flotilla.main.Flotilla;

/** Clusters that differ in where their states are and how these are encrypted. */
final class StatesFleet {
  public static void main(String[] args) {
    System.exit(Flotilla.run(StatesFleet::fleet, args));
  }

  static Fleet fleet() {
    State gitLab = State.gitLab(System.getProperty("fleet.states"), 7);
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
        .addCluster(cluster("plain", gitLab, Encryption.none()))
        .addCluster(cluster("sealed", gitLab, Encryption.passphrase().replacing(Encryption.none())))
        .addCluster(
            cluster(
                "rolled",
                gitLab,
                Encryption.passphrase().named("2027").replacing(Encryption.passphrase())))
        .addCluster(cluster("opened", gitLab, Encryption.none().replacing(Encryption.passphrase())))
        .addCluster(
            cluster(
                "s3",
                State.s3Compatible(System.getProperty("fleet.s3"), "states", "us-east-1"),
                Encryption.none()))
        .addCluster(cluster("gcs", State.gcs("acme-states"), Encryption.none()))
        .addCluster(cluster("azurerm", State.azurerm("acmestates", "states"), Encryption.none()))
        .addCluster(cluster("openbao", gitLab, Encryption.openBao("states")))
        .addCluster(cluster("pg", State.pg(), Encryption.none()))
        .addCluster(cluster("remote", State.remote("127.0.0.1:1", "acme"), Encryption.none()))
        .build();
  }

  private static Cluster cluster(String name, State state, Encryption encryption) {
    return Cluster.workload(name, Environment.STAGING)
        .access(ClusterAccess.kubeconfig("kubeconfig", name))
        .state(state)
        .encryption(encryption)
        .build();
  }
}
