package dev.flotilla.main.command;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.main.command.option.FleetOptions;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.workflow.ProgramSource;
import dev.flotilla.main.workflow.RepositoryClone;
import dev.flotilla.main.workflow.RepositoryFiles;
import dev.flotilla.main.workflow.SigningWorkflows;
import dev.flotilla.main.workflow.Workflows;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "workflows",
    description = "Write the files by which CI publishes what a Git repository builds.",
    footer = "%nExit code: 0 written, 1 error.")
final class WorkflowsCommand implements Callable<Integer> {
  /** What a project with content in Java has instead, which writes the folders first. */
  private static final String COMPLETED_UPDATES = Workflows.FOLDER + "/image-updates.yml";

  private final Invocation invocation;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder of the Git repository; otherwise the working folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--repository",
      paramLabel = "OWNER/NAME",
      description = "The Git repository that DIR is a clone of; otherwise the fleet's.")
  private @Nullable String repository;

  @Option(
      names = "--program",
      paramLabel = "URL@sha256:HEX",
      description = {
        "Where the workflows fetch the program as 'make dist' packs it, with",
        "the digest of the file; otherwise they build it in a checkout of the",
        "fleet's repository. Then --fleet is where they find the fleet."
      })
  private Optional<String> program = Optional.empty();

  @Mixin private FleetOptions fleetOptions = new FleetOptions();

  WorkflowsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    FleetDescriptor fleet = fleetOptions.descriptor(invocation);
    String fleets = fleet.organization().fleetGitRepository();
    String builder = repository == null ? fleets : repository;
    RepositoryClone clone = new RepositoryClone(invocation.resolve(folder), builder);
    SortedMap<String, String> files =
        RepositoryFiles.of(fleet, builder, program(clone, builder.equals(fleets)));
    SortedSet<String> others = SigningWorkflows.of(fleet, builder);
    others.removeIf(file -> files.containsKey(Workflows.FOLDER + "/" + file));
    SigningWorkflows.refuseCallable(others, file -> clone.read(Workflows.FOLDER + "/" + file));
    if (clone.read(COMPLETED_UPDATES).isPresent()) {
      files.remove(Workflows.FOLDER + "/image-updates.yaml");
    }
    clone.requireOwn(files);
    files.forEach(
        (file, text) ->
            invocation
                .report()
                .status("workflows: wrote " + invocation.shown(clone.write(file, text))));
    return ExitCode.DONE;
  }

  private ProgramSource program(RepositoryClone clone, boolean isOfFleet) {
    if (program.isEmpty()) {
      return ProgramSource.ofFleet();
    }
    if (isOfFleet) {
      throw new Failure(
          "--program must be for a repository without the fleet's sources, which build the program themselves, got '%s'; drop it, or name a team's repository with --repository"
              .formatted(program.get()));
    }
    String location =
        fleetOptions
            .location(invocation)
            .orElseThrow(
                () ->
                    new Failure(
                        "--program must come with --fleet, because a program without a fleet must find one, got '%s'; set --fleet to where the workflows find it"
                            .formatted(program.get())));
    return ProgramSource.download(
        program.get(),
        clone.located(invocation.folder(), location),
        fleetOptions.signer(invocation));
  }
}
