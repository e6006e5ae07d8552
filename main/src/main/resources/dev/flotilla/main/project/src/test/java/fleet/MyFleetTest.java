package fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.stacks.FleetApp;
import dev.flotilla.stacks.FleetAppProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MyFleetTest {
  @Test
  void eachClusterSyncsItsOwnFolder(@TempDir Path folder) throws IOException {
    Fleet fleet = MyFleet.fleet();

    new FleetApp(fleet, FleetAppProps.of(folder.resolve("cdktf.out"))).synth();

    for (Cluster cluster : fleet.clusters()) {
      Path stack = folder.resolve("cdktf.out/stacks").resolve(cluster.name());
      String json = Files.readString(stack.resolve("cdk.tf.json"));
      assertTrue(json.contains("path: clusters/" + cluster.name()), json);
    }
  }
}
