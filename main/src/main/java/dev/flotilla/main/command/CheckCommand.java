package dev.flotilla.main.command;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.main.check.CheckAnswer;
import dev.flotilla.main.check.CheckedFolder;
import dev.flotilla.main.check.ContentCheck;
import dev.flotilla.main.check.Outcome;
import dev.flotilla.main.check.SarifLog;
import dev.flotilla.main.command.option.ChartsOption;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.ArtifactContent;
import dev.flotilla.main.publish.ComponentFolder;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description =
        "Report what is wrong with components and tenants, for each cluster that runs them.",
    footer = "%nExit code: 0 nothing is wrong, 2 something is, 1 it could not be checked.")
final class CheckCommand implements Callable<Integer> {
  private static final String COMPONENTS = "components";
  private static final Pattern VERSION = Pattern.compile("1\\.\\d{1,3}");

  private final Invocation invocation;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = {
        "The folders, each named like its artifact; by default all in",
        "'components'."
      })
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      defaultValue = "",
      description = "The version of the clusters, such as 1.35; by default the newest known.")
  private String kubernetes = "";

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = {
        "Also write a SARIF log, of which GitHub makes annotations of a pull",
        "request."
      })
  private Optional<Path> sarif = Optional.empty();

  @Mixin private ChartsOption charts = new ChartsOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (!kubernetes.isEmpty() && !VERSION.matcher(kubernetes).matches()) {
      throw new Failure(
          "--kubernetes must be a version such as '1.35', got '%s'; correct it"
              .formatted(kubernetes));
    }
    Collection<ChannelArtifact> artifacts = artifacts();
    List<CheckedFolder> contents =
        ComponentFolder.find(folders(), artifacts).stream().map(this::content).toList();
    ContentCheck check =
        new ContentCheck(
            invocation,
            artifacts,
            invocation.fleet().clusters(),
            kubernetes,
            charts.areFetched());
    CheckAnswer answer = check.check(contents);
    sarif.ifPresent(
        file -> new SarifLog(answer, invocation.folder()).write(invocation.resolve(file)));
    return Outcome.print(answer, invocation.report(), json);
  }

  /** Components are the same on every channel. */
  private Collection<ChannelArtifact> artifacts() {
    Channel any = invocation.fleet().clusters().get(0).environment().channel();
    return new ChannelArtifacts(invocation.fleet(), any).components();
  }

  private List<Path> folders() {
    if (!folders.isEmpty()) {
      return folders.stream().map(invocation::resolve).toList();
    }
    Path parent = invocation.resolve(Path.of(COMPONENTS));
    List<Path> found = CheckedFolder.list(parent);
    if (found.isEmpty()) {
      throw new Failure(
          "a project to check must have folders in '%s', got none in '%s'; name the folders to check"
              .formatted(COMPONENTS, invocation.folder()));
    }
    return found;
  }

  private CheckedFolder content(ComponentFolder component) {
    if (!Files.isDirectory(component.folder())) {
      throw new Failure(
          "a component to check must be a folder, got '%s'; create it, or name another"
              .formatted(component.folder()));
    }
    return new CheckedFolder(
        component, ArtifactContent.uncommitted(component.folder(), invocation.environment()));
  }
}
