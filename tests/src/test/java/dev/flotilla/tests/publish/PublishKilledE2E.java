package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.FRONTEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whenever a publish is killed, its channel is at what its clusters accept, and the next one
 * finishes. What a registry holds changes with the bytes that reach it, so the moments are numbers
 * of bytes: {@code -Dpublish.kills=200} tries many.
 */
class PublishKilledE2E {
  private static final int KILLS = Integer.getInteger("publish.kills", 6);

  /** How a process ends that SIGKILL ends. */
  private static final int KILLED = 128 + 9;

  private static final Path FOLDER = Project.emptyFolder("publish-killed");
  private static final String FILE = "components/frontend/staging/web.yaml";

  private final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  private final Set<String> verified = new TreeSet<>();

  @Test
  void channelIsAtAVerifiedArtifactWheneverAPublishIsKilled() throws IOException {
    long seed = Long.getLong("publish.seed", System.nanoTime());
    Random random = new Random(seed);
    try (TestRegistry registry = TestRegistry.open(FOLDER);
        CuttingProxy proxy = new CuttingProxy(registry.address())) {
      Program program = repository.program(proxy.address());
      proxy.cutAfter(Long.MAX_VALUE, () -> {});
      publish(program).await().succeeded();
      long whole = proxy.passed();

      boolean hasEnded = true;
      for (int kills = 0; kills < KILLS; kills += hasEnded ? 0 : 1) {
        if (hasEnded || random.nextBoolean()) {
          repository.commit(FILE, content(String.valueOf(random.nextInt())));
        }
        long moment = (long) (random.nextDouble() * whole);
        hasEnded = !isKilled(program, proxy, moment);
        assertThat(isVerified(registry))
            .as("the channel, killed after %d of %d bytes, seed %d", moment, whole, seed)
            .isTrue();
      }

      repository.commit(FILE, content("last"));
      proxy.cutAfter(whole / 2, () -> {});
      publish(program).await();
      proxy.cutAfter(Long.MAX_VALUE, () -> {});
      publish(program).await().succeeded();
      assertThat(registry.digest(FRONTEND, "latest"))
          .isEqualTo(registry.digest(FRONTEND, repository.buildTag()));
      assertThat(isVerified(registry)).isTrue();
    }
  }

  /** It may end before that moment, with less to do than the first time. */
  private static boolean isKilled(Program program, CuttingProxy proxy, long moment) {
    RunningProcess[] running = new RunningProcess[1];
    proxy.cutAfter(moment, () -> running[0].kill());
    running[0] = publish(program);
    return running[0].await().exitCode() == KILLED;
  }

  private static String content(String version) {
    return Manifest.configMap("frontend", "web", version);
  }

  private static RunningProcess publish(Program program) {
    return program.start("publish", "--component", "components/frontend");
  }

  private boolean isVerified(TestRegistry registry) {
    Optional<String> digest = registry.digest(FRONTEND, "latest");
    String address = registry.address() + "/" + FRONTEND + "@" + digest.orElseThrow();
    if (verified.contains(address)) {
      return true;
    }
    return Cosign.hasSigned(repository.publicKey(FRONTEND), address) && verified.add(address);
  }
}
