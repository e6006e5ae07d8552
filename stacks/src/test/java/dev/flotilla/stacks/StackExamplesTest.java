package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.Testing;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of the stacks compile and work. */
class StackExamplesTest {
  private final App app = Testing.app();
  private final Organization organization = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private final FluxRelease flux = new FluxRelease("2.x", "0.59.0");

  @Test
  void clusterStackIsAddedToAnAppOfAUsersOwn() throws IOException {
    // example of ClusterStack
    Cluster staging = Cluster.workload("staging", Environment.STAGING).build();
    Fleet fleet = Fleet.builder(organization, flux).addCluster(staging).build();
    new ClusterStack(app, "staging", ClusterStackProps.of(fleet, staging));
    // end

    assertThat(app.getNode().findChild("staging")).isInstanceOf(ClusterStack.class);
    isTheTextOfTheJavadoc(ClusterStack.class);
  }

  @Test
  void kindStackIsAddedToAnAppOfAUsersOwn() throws IOException {
    // example of KindStack
    new KindStack(app, "local-kind", new KindStackProps("local"));
    // end

    assertThat(app.getNode().findChild("local-kind")).isInstanceOf(KindStack.class);
    isTheTextOfTheJavadoc(KindStack.class);
  }

  private static void isTheTextOfTheJavadoc(Class<?> stack) throws IOException {
    String start = "// example of " + stack.getSimpleName();
    assertThat(lines("main", stack, "* <pre>{@code", "* }</pre>"))
        .isEqualTo(lines("test", StackExamplesTest.class, start, "// end"))
        .isNotEmpty();
  }

  private static List<String> lines(String tree, Class<?> type, String start, String end)
      throws IOException {
    Path folder = Path.of(System.getProperty("basedir", ""), "src", tree, "java");
    Path file = folder.resolve(type.getName().replace('.', '/') + ".java");
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .dropWhile(line -> !line.equals(start))
        .skip(1)
        .takeWhile(line -> !line.equals(end))
        .map(line -> line.replaceFirst("^\\* +", ""))
        .toList();
  }
}
