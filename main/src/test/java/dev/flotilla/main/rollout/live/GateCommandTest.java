package dev.flotilla.main.rollout.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.rollout.ClusterObservation;
import dev.flotilla.main.rollout.ClusterObservation.Health;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
  @TempDir Path folder;

  private SortedMap<String, ClusterObservation> observe(String command) {
    return new GateCommand(
            command,
            folder,
            Map.of("PATH", "/usr/bin:/bin", "ROLLOUT_VERSION", "v1.2.0"),
            "sha256:release",
            ring -> ring.value().equals("empty") ? List.of() : List.of("eu", "us"))
        .observe(new RingName("canary"));
  }

  @Test
  void ringIsAsTheCommandExits() {
    assertThat(observe("exit 0").values()).extracting("health").containsOnly(Health.READY);
    assertThat(observe("exit 2").values()).extracting("health").containsOnly(Health.PROGRESSING);
    assertThat(observe("exit 1").values()).extracting("health").containsOnly(Health.FAILED);
    assertThat(observe("no-such-command").values())
        .extracting("health")
        .containsOnly(Health.FAILED);
  }

  @Test
  void commandKnowsWhatIsRolledOutAndSaysWhy() {
    assertThat(
            observe(
                "echo \"$ROLLOUT_VERSION $ROLLOUT_RING $ROLLOUT_CLUSTERS is not there\"; exit 2"))
        .containsOnlyKeys("eu", "us")
        .containsEntry(
            "eu",
            new ClusterObservation(
                "sha256:release", 0, 0, Health.PROGRESSING, "v1.2.0 canary eu us is not there"));
    assertThat(observe("echo checking; echo 'no route' >&2; exit 1").get("us").message())
        .isEqualTo("no route");
    assertThat(observe("exit 7").get("us").message())
        .isEqualTo("the gate command has exited with 7");
  }

  @Test
  void ringWithoutClustersAsksNobody() {
    GateCommand gate =
        new GateCommand("touch asked", folder, Map.of(), "sha256:release", ring -> List.of());

    assertThat(gate.observe(new RingName("empty"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }
}
