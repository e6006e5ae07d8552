package dev.flotilla.main.command.check;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.main.check.CheckAnswer;
import dev.flotilla.main.check.CheckProblem;
import dev.flotilla.main.check.CheckReport;
import dev.flotilla.main.check.CheckedFolder;
import dev.flotilla.main.check.CodeQualityReport;
import dev.flotilla.main.check.ContentCheck;
import dev.flotilla.main.check.GitHubAnnotations;
import dev.flotilla.main.check.LocalContent;
import dev.flotilla.main.check.SarifLog;
import dev.flotilla.main.command.option.ChartsOption;
import dev.flotilla.main.command.option.FleetOptions;
import dev.flotilla.main.command.option.KubernetesOption;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flotilla check}. */
@Command(
    name = "check",
    description =
        "Report what is wrong with components and tenants, for each cluster that runs them.",
    footer = "%nExit code: 0 nothing is wrong, 2 something is, 1 it could not be checked.")
public final class CheckCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final LocalContent local;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = {
        "The folders, each named like its artifact; by default all in",
        "'components'."
      })
  private List<Path> folders = new ArrayList<>();

  @Mixin private FleetOptions fleetOptions = new FleetOptions();

  @Mixin private KubernetesOption kubernetes = new KubernetesOption();

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = {
        "Also write a SARIF log, of which GitHub makes annotations of a pull",
        "request."
      })
  private Optional<Path> sarif = Optional.empty();

  @Option(
      names = "--code-quality",
      paramLabel = "FILE",
      description = {
        "Also write a report on code quality, which GitLab shows in a merge",
        "request."
      })
  private Optional<Path> codeQuality = Optional.empty();

  @Mixin private ChartsOption charts = new ChartsOption();

  @ArgGroup private Form form = new Form();

  /** How the problems are printed. */
  private static final class Form {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
        names = "--annotations",
        description = {
          "Print problems as commands of GitHub Actions, which shows them at",
          "their lines of a pull request."
        })
    private boolean annotations;
  }

  /** The command of one run. */
  public CheckCommand(Invocation invocation) {
    this.invocation = invocation;
    this.local = new LocalContent(invocation, "check");
  }

  @Override
  public Integer call() {
    String version = kubernetes.version();
    FleetDescriptor fleet = fleetOptions.descriptor(invocation);
    List<CheckedFolder> contents = local.in(folders(), fleet);
    ContentCheck check =
        new ContentCheck(invocation, fleet, cluster -> true, version, charts.areFetched());
    CheckAnswer answer = check.check(contents);
    sarif.ifPresent(
        file -> new SarifLog(answer, invocation.folder()).write(invocation.resolve(file)));
    codeQuality.ifPresent(
        file -> new CodeQualityReport(answer, invocation.folder()).write(invocation.resolve(file)));
    return print(answer);
  }

  private int print(CheckAnswer answer) {
    if (form.json) {
      return CheckReport.printJson(answer, invocation.report());
    }
    GitHubAnnotations annotations = new GitHubAnnotations(invocation.folder());
    return CheckReport.print(
        answer, invocation.report(), form.annotations ? annotations::line : CheckProblem::toString);
  }

  private List<Path> folders() {
    if (!folders.isEmpty()) {
      return folders.stream().map(invocation::resolve).toList();
    }
    List<Path> found = local.folders();
    if (found.isEmpty()) {
      throw new Failure(
          "a project to check must have folders in '%s', got none in '%s'; name the folders to check"
              .formatted(LocalContent.COMPONENTS, invocation.folder()));
    }
    return found;
  }
}
