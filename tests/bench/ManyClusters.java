import dev.flotilla.main.Flotilla;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.Environment;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.d2.D2Fleet;
import java.util.List;
import java.util.stream.IntStream;

/** Synthesizes a fleet of many clusters: ManyClusters COUNT OUTPUT. */
final class ManyClusters {
  public static void main(String[] args) {
    Fleet d2 = D2Fleet.fleet();
    List<Cluster> clusters =
        IntStream.range(0, Integer.parseInt(args[0]))
            .mapToObj(index -> Cluster.workload("cluster-" + index, Environment.STAGING).build())
            .toList();
    Fleet many = new Fleet(d2.organization(), d2.flux(), d2.pullCredential(), clusters);
    System.exit(Flotilla.run(many, "synth", "--output", args[1]));
  }
}
