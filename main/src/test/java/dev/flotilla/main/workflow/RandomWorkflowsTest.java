package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What CI systems demand of every file that is written for a fleet, whatever its names are. */
class RandomWorkflowsTest {
  /** GitHub refuses any other, and with it the whole file. */
  private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,98}");

  private static final Pattern NEEDED = Pattern.compile("\\bneeds\\.([A-Za-z0-9_-]+)\\.");

  /** Of environments and rings: what jobs could be called, and what YAML takes for another type. */
  private static final List<String> NAMES =
      List.of(
          "a",
          "b",
          "a-b",
          "b-a",
          "a-a",
          "end",
          "plan",
          "clusters",
          "deploy",
          "bundle-a",
          "plan-a",
          "true",
          "null",
          "1",
          "0x1f",
          "1e3",
          "a".repeat(63),
          "b".repeat(63));

  private static final ProgramSource PROGRAM =
      ProgramSource.download(
          "https://acme.example/flotilla.tar.gz@sha256:" + "a".repeat(64),
          "fleet.json",
          Optional.empty());

  private static SortedMap<String, String> files(FleetDescriptor fleet, String repository) {
    return RepositoryFiles.of(
        fleet,
        repository,
        repository.equals(fleet.organization().fleetGitRepository())
            ? ProgramSource.ofFleet()
            : PROGRAM);
  }

  private static FleetDescriptor descriptor(Fleet fleet) {
    return RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor();
  }

  private static Map<?, ?> parsed(String yaml) {
    // It refuses a key that stands twice.
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static void requireWhatGitHubDemands(String file, String yaml) {
    Map<?, ?> jobs = (Map<?, ?>) parsed(yaml).get("jobs");
    Collection<Object> environments = new ArrayList<>();
    for (Map.Entry<?, ?> job : jobs.entrySet()) {
      assertThat(String.valueOf(job.getKey())).as("a job of %s", file).matches(ID);
      Map<?, ?> fields = (Map<?, ?>) job.getValue();
      Collection<?> needs =
          fields.get("needs") instanceof List<?> list
              ? list
              : Stream.ofNullable(fields.get("needs")).toList();
      assertThat(asObjects(jobs.keySet())).as("jobs of %s", file).containsAll(asObjects(needs));
      Set<String> used =
          NEEDED
              .matcher(String.valueOf(fields))
              .results()
              .map(result -> result.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(asObjects(needs)).as("needs of %s", job.getKey()).containsAll(asObjects(used));
      Stream.ofNullable(fields.get("environment")).forEach(environments::add);
    }
    assertThat(environments)
        .as("environments of GitHub in %s", file)
        .doesNotHaveDuplicates()
        .allMatch(String.class::isInstance);
  }

  private static Set<Object> asObjects(Collection<?> values) {
    return new LinkedHashSet<>(values);
  }

  private static void requireGoodFiles(FleetDescriptor fleet, String repository) {
    files(fleet, repository)
        .forEach(
            (path, yaml) -> {
              if (path.equals(GitLabPipeline.FILE)) {
                assertThat(asObjects(parsed(yaml).keySet())).contains("stages");
              } else {
                requireWhatGitHubDemands(path, yaml);
              }
            });
  }

  @Test
  void everyFleetHasFilesThatCiSystemsTake() {
    int written = 0;
    Set<String> refused = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      FleetDescriptor fleet = descriptor(RandomFleet.of(seed));
      Set<String> repositories =
          Stream.concat(Workflows.repositories(fleet), GitLabPipeline.projects(fleet))
              .collect(Collectors.toCollection(TreeSet::new));
      for (String repository : repositories) {
        try {
          requireGoodFiles(fleet, repository);
          written++;
        } catch (IllegalArgumentException e) {
          refused.add(e.getMessage());
        }
      }
    }
    assertThat(written).isGreaterThan(50);
    assertThat(refused)
        .allMatch(
            message ->
                message.startsWith("each artifact must have workflows of its own, got '")
                    || message.startsWith("the Git repository must have workflows whose "));
  }

  @Test
  void namesOfEnvironmentsAndRingsMakeNoFileThatGitHubRefuses() {
    int written = 0;
    Set<String> refused = new TreeSet<>();
    for (int seed = 0; seed < 300; seed++) {
      FleetDescriptor fleet = descriptor(named(new Random(seed)));
      try {
        requireGoodFiles(fleet, "acme/fleet");
        written++;
      } catch (Failure failure) {
        refused.addAll(failure.messages());
      }
    }
    assertThat(written).isGreaterThan(100);
    assertThat(refused)
        .contains(
            "two jobs must not share an environment of GitHub, because its reviewers would approve"
                + " both, got 'a-end' for ring 'end' of 'a' and for ending rollouts of 'a'; rename"
                + " a ring or an environment",
            "two jobs must not share an environment of GitHub, because its reviewers would approve"
                + " both, got 'a-a-b' for ring 'a-b' of 'a' and for ring 'b' of 'a-a'; rename a"
                + " ring or an environment")
        .allMatch(
            message ->
                message.startsWith(
                    "two jobs must not share an environment of GitHub, because its reviewers would"
                        + " approve both, got '"));
  }

  /** Returns a fleet of three environments, with rings or without. */
  private static Fleet named(Random random) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    List<Cluster> clusters = new ArrayList<>();
    clusters.add(Fleets.staging().build());
    for (int i = 0; i < 3; i++) {
      Environment plain =
          new Environment(
              names.get(i), Channel.tag("channel" + i).ofReleases(), GitRef.semverTags());
      String name = "cluster-" + i;
      if (random.nextInt(3) == 0) {
        clusters.add(Cluster.workload(name, plain).build());
        continue;
      }
      List<String> rings = new ArrayList<>(NAMES);
      Collections.shuffle(rings, random);
      Environment environment =
          plain.withRings(rings.subList(0, 2 + random.nextInt(5)).toArray(String[]::new));
      for (int ring = 0; ring < environment.rings().size(); ring++) {
        if (random.nextBoolean()) {
          clusters.add(
              Cluster.workload(name + "-" + ring, environment)
                  .ring(environment.rings().get(ring).value())
                  .build());
        }
      }
    }
    return Fleets.of(clusters.toArray(Cluster[]::new)).toBuilder()
        .fluxRelease(new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
        .sync(FleetSync.artifactSignedByWorkflow("push-artifact.yaml"))
        .build();
  }
}
