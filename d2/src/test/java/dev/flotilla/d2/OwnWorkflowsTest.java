package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.workflow.ProgramSource;
import dev.flotilla.main.workflow.RepositoryFiles;
import dev.flotilla.main.workflow.Workflows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The workflows of this repository that sign, in .github/workflows. */
class OwnWorkflowsTest {
  private static final String FILE = "push-artifact.yaml";

  /** A rename of this repository's own fails here, not when nobody accepts its signature. */
  @Test
  void workflowsAreThoseThatTheFleetVerifies() {
    String repository = D2Fleet.fleet().organization().fleetGitRepository();

    for (Cluster cluster : D2Fleet.fleet().clusters()) {
      OciSource synced = (OciSource) new ClusterResolver(D2Fleet.fleet()).sync(cluster);
      String ref =
          cluster.environment().channel().equals(Channel.LATEST)
              ? "refs/heads/main"
              : "refs/tags/v1.2.3";
      assertThat(accepts(synced.verification(), repository, ref)).isTrue();
    }
    String path = Workflows.FOLDER + "/" + FILE;
    assertThat(Path.of("..", path))
        .content()
        .as("what 'flotilla workflows' writes, and here the build before it")
        .contains("      - run: make build\n")
        .satisfies(
            own ->
                assertThat(own.replace("      - run: make build\n", ""))
                    .isEqualTo(written(repository).get(path)));
  }

  private static SortedMap<String, String> written(String repository) {
    return RepositoryFiles.of(
        RenderedFleet.of(ResolvedFleet.of(D2Fleet.fleet())).descriptor(),
        repository,
        ProgramSource.ofFleet());
  }

  private static boolean accepts(Verification rule, String repository, String ref) {
    Map<?, ?> identity =
        (Map<?, ?>) ((List<?>) rule.toSpec().orElseThrow().get("matchOIDCIdentity")).get(0);
    String subject =
        "https://github.com/" + repository + "/" + Workflows.FOLDER + "/" + FILE + "@" + ref;
    return subject.matches((String) identity.get("subject"));
  }
}
