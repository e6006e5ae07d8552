package dev.flotilla.main.command;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.project.FirstContent;
import dev.flotilla.main.project.FirstFleet;
import dev.flotilla.main.project.ProjectFolder;
import dev.flotilla.main.project.ProjectTemplate;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.workflow.ProgramSource;
import dev.flotilla.main.workflow.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description =
        "Write a project with a fleet of your own, or with what a team's artifact contains.",
    footer = "%nExit code: 0 written, 1 error.")
final class InitCommand implements Callable<Integer> {
  /** The system property with which the launcher passes the folder of Flotilla's own project. */
  private static final String HOME = "flotilla.home";

  private static final String COPIED_LIBRARIES =
      "file://${project.basedir}/" + ProjectFolder.LIBRARIES;

  private static final String FLEET = "fleet";

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
      description = {
        "The repository of the fleet artifact, by default fleet; with",
        "--component that of the project, by default named as its folder."
      })
  private @Nullable String repository;

  @Option(
      names = "--component",
      description = {
        "Write what the artifact of a component or tenant contains, which is",
        "named as the folder, and its workflows; without a fleet."
      })
  private boolean component;

  @Option(
      names = "--fleet",
      paramLabel = "NAME",
      defaultValue = FLEET,
      description = {
        "With --component, the Git repository of the owner's fleet; by",
        "default ${DEFAULT-VALUE}."
      })
  private String fleet = "";

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
    Path project = invocation.resolve(folder);
    SortedMap<String, String> files = component ? content(project) : fleet();
    Optional<Path> copied = libraries == null ? Optional.of(ownLibraries()) : Optional.empty();
    new ProjectFolder(project).write(files, copied);
    invocation
        .report()
        .status("init: wrote %s; see its README.md".formatted(invocation.shown(project)));
    return ExitCode.DONE;
  }

  private SortedMap<String, String> fleet() {
    Organization organization = organization(Objects.requireNonNullElse(repository, FLEET));
    SortedMap<String, String> files = ProjectTemplate.fleet(values(organization));
    addWorkflows(files, FirstFleet.of(organization), organization.fleetGitRepository());
    return files;
  }

  private SortedMap<String, String> content(Path project) {
    String name = project.getFileName().toString();
    Organization organization = organization(fleet);
    String own = Objects.requireNonNullElse(repository, name);
    FirstContent first = new FirstContent(organization, own, name);
    Map<String, String> values = values(organization);
    values.putAll(
        Map.of("name", name, "charts", first.charts().value(), "fleet", fleet, "repository", own));
    SortedMap<String, String> files = ProjectTemplate.content(values);
    files.putAll(first.files());
    addWorkflows(files, first.fleet(), organization.owner() + "/" + own);
    return files;
  }

  private Map<String, String> values(Organization organization) {
    Map<String, String> values = new TreeMap<>();
    values.put("example", organization.isExample() ? ".asExample()" : "");
    values.put("registry", registry());
    values.put("registryHost", organization.registry());
    values.put("owner", organization.owner());
    values.put("repository", organization.fleetRepository());
    values.put("version", ProgramVersion.text());
    values.put("libraries", libraries == null ? COPIED_LIBRARIES : checked(libraries));
    return values;
  }

  private static void addWorkflows(
      SortedMap<String, String> files, Fleet fleet, String repository) {
    files.putAll(
        RepositoryFiles.of(
            RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor(),
            repository,
            ProgramSource.ofFleet()));
  }

  private Organization organization(String name) {
    if (registry != null && owner != null) {
      return Organization.onGitHub(registry, owner, name);
    }
    return Organization.onGitHub(registry(), Objects.requireNonNullElse(owner, "acme"), name)
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
