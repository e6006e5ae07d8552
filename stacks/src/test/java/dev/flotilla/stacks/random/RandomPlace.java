package dev.flotilla.stacks.random;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.access.ExecCredential;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How clusters are reached, and where OpenTofu keeps what it knows of them. */
final class RandomPlace {
  private final Choices choices;

  /** A fleet has one cluster that the program runs in. */
  private boolean isInUse;

  RandomPlace(Choices choices) {
    this.choices = choices;
  }

  void place(Cluster.Builder cluster, String name) {
    cluster.access(access(name)).state(state()).encryption(encryption());
  }

  private ClusterAccess access(String name) {
    List<ClusterAccess> accesses =
        new ArrayList<>(
            List.of(
                ClusterAccess.kubeconfig("~/.kube/" + name, "admin@${" + name + "}"),
                ClusterAccess.endpoint(
                    "https://" + name + ".acme.example:6443",
                    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                    exec(name)),
                ClusterAccess.kind()));
    if (!isInUse) {
      accesses.add(ClusterAccess.inCluster());
    }
    ClusterAccess access = choices.of(accesses);
    isInUse |= access.equals(ClusterAccess.inCluster());
    return access;
  }

  private ExecCredential exec(String name) {
    ExecCredential plain =
        ExecCredential.of("aws", "eks", "get-token", "--cluster-name", name, "--role=${role}");
    ExecCredential exec =
        choices.sometimes(plain, value -> value.withVariable("AWS_PROFILE", "acme-%{prod}"));
    return choices.rarely(exec, value -> value.withApiVersion(ExecCredential.V1BETA1));
  }

  private State state() {
    return choices.oneOf(
        State.local(),
        State.s3("acme-states", "eu-central-1"),
        State.s3("acme-states", "eu-central-1").withPathStyle(true),
        State.s3Compatible("https://minio.acme.example", "states", "us-east-1"),
        State.gcs("acme-states"),
        State.azurerm("acmestates", "tfstate"),
        State.gitLab("https://gitlab.com", 4711),
        State.pg(),
        State.remote("app.terraform.io", "acme"),
        State.of("consul", texts("address", "consul.acme.example", "path", "flux/{cluster}")),
        State.kubernetes(ClusterAccess.kubeconfig("~/.kube/states", "${states}"), "flux-states"));
  }

  private Encryption encryption() {
    Encryption.Method passphrase = Encryption.passphrase();
    Encryption.Method aws = Encryption.awsKms("alias/flux", "eu-central-1");
    Encryption.Method gcp =
        Encryption.gcpKms("projects/acme/locations/eu/keyRings/flux/cryptoKeys/state");
    return choices.oneOf(
        Encryption.none(),
        Encryption.none(),
        passphrase,
        aws,
        gcp,
        Encryption.openBao("flux"),
        Encryption.of(
            "azure_vault", texts("vault_uri", "https://acme.example", "vault_key_name", "flux")),
        passphrase.named("2027").replacing(passphrase),
        aws.replacing(Encryption.none()),
        gcp.named("next").replacing(aws),
        Encryption.none().replacing(passphrase));
  }

  private static SortedMap<String, String> texts(Object... pairs) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Object> pair : Ordered.map(pairs).entrySet()) {
      texts.put(pair.getKey(), (String) pair.getValue());
    }
    return texts;
  }
}
