package dev.flotilla.main.command;

import dev.flotilla.fleet.Organization;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.project.FirstFleet;
import dev.flotilla.main.project.ProjectFolder;
import dev.flotilla.main.project.ProjectTemplate;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.workflow.Workflows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description = "Write a project with a fleet of your own.",
    footer = "%nExit code: 0 written, 1 error.")
final class InitCommand implements Callable<Integer> {
  /** The system property with which the launcher passes the folder of Flotilla's own project. */
  private static final String HOME = "flotilla.home";

  private static final String COPIED_LIBRARIES =
      "file://${project.basedir}/" + ProjectFolder.LIBRARIES;

  private static final Pattern URL = Pattern.compile("[a-z]+://[^\\s<>]+");

  private final Invocation invocation;

  @Parameters(paramLabel = "DIR", description = "The project's folder, new or empty.")
  private Path folder = Path.of("");

  @Option(
      names = "--registry",
      paramLabel = "HOST",
      description = {
        "The registry of the fleet artifact, for example ghcr.io, with a",
        "folder if it needs one, such as europe-docker.pkg.dev/acme-prod."
      })
  private @Nullable String registry;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = {
        "The account on GitHub, and in lower case the folder in the registry.",
        "Without it or a registry, the fleet is an example's, which cannot",
        "be deployed until it is edited."
      })
  private @Nullable String owner;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      defaultValue = "fleet",
      description = "The fleet artifact's repository; by default ${DEFAULT-VALUE}.")
  private String repository = "";

  @Option(
      names = "--libraries",
      paramLabel = "URL",
      description = {
        "The Maven repository with Flotilla's libraries; otherwise a copy",
        "of what 'make repository' has built, in the project itself."
      })
  private @Nullable String libraries;

  InitCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Organization organization = organization();
    Map<String, String> values =
        Map.of(
            "example", organization.isExample() ? ".asExample()" : "",
            "registry", registry(),
            "registryHost", organization.registry(),
            "owner", organization.owner(),
            "repository", organization.fleetRepository(),
            "version", ProgramVersion.text(),
            "libraries", libraries == null ? COPIED_LIBRARIES : checked(libraries));
    Optional<Path> copied = libraries == null ? Optional.of(ownLibraries()) : Optional.empty();
    Path project = invocation.resolve(folder);
    SortedMap<String, String> files = ProjectTemplate.fill(values);
    Workflows.of(FirstFleet.of(organization), organization.fleetGitRepository())
        .forEach((file, text) -> files.put(Workflows.FOLDER + "/" + file, text));
    new ProjectFolder(project).write(files, copied);
    invocation
        .report()
        .status("init: wrote %s; see its README.md".formatted(invocation.shown(project)));
    return ExitCode.DONE;
  }

  private Organization organization() {
    if (registry != null && owner != null) {
      return Organization.onGitHub(registry, owner, repository);
    }
    return Organization.onGitHub(registry(), Objects.requireNonNullElse(owner, "acme"), repository)
        .asExample();
  }

  private String registry() {
    return Objects.requireNonNullElse(registry, "registry.acme.example");
  }

  /** Returns the URL, escaped for XML. */
  private static String checked(String url) {
    if (!URL.matcher(url).matches()) {
      throw new Failure(
          "--libraries must be a URL such as 'https://maven.example.com/releases', got '%s'"
              .formatted(url));
    }
    return url.replace("&", "&amp;");
  }

  private static Path ownLibraries() {
    Path made = Path.of(System.getProperty(HOME, ""), "target", "repository");
    if (!Files.isDirectory(made)) {
      throw new Failure(
          "the Maven repository of Flotilla's libraries must exist, got '%s'; run 'make repository' where Flotilla is built, or name one with --libraries"
              .formatted(made));
    }
    return made;
  }
}
