package dev.flotilla.tests.harness.process;

import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The home folder of a user who has never run Maven. What public repositories have comes from the
 * local repository of whoever runs the tests, so nothing is fetched and nothing gets there.
 */
public final class MavenHome {
  private static @Nullable MavenHome shared;

  private final Path folder;

  private MavenHome(Path folder) {
    this.folder = folder;
  }

  /** Returns one that all tests of the run share: what one has fetched the next need not. */
  public static MavenHome shared() throws IOException {
    if (shared == null) {
      shared = create(Project.emptyFolder("maven-home"));
    }
    return shared;
  }

  private static MavenHome create(Path folder) throws IOException {
    String repository = Objects.requireNonNull(System.getProperty("local.repository"));
    Path settings = folder.resolve(".m2/settings.xml");
    Files.createDirectories(settings.getParent());
    Files.writeString(
        settings,
        """
        <settings>
          <mirrors>
            <mirror>
              <id>public</id>
              <mirrorOf>external:*</mirrorOf>
              <url>%s</url>
            </mirror>
          </mirrors>
        </settings>
        """
            .formatted(Path.of(repository).toUri()));
    return new MavenHome(folder);
  }

  /** Returns what makes Maven take this for the user's home. */
  public Map<String, String> environment() {
    return Map.of("MAVEN_OPTS", "-Duser.home=" + folder);
  }

  public ProcessStarter maven(String... args) {
    return ProcessStarter.of("mvn").args(args).env(environment());
  }
}
