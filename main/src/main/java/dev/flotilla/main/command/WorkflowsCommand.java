package dev.flotilla.main.command;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.workflow.SigningWorkflows;
import dev.flotilla.main.workflow.Workflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "workflows",
    description = "Write the GitHub workflows that publish what a Git repository builds.",
    footer = "%nExit code: 0 written, 1 error.")
final class WorkflowsCommand implements Callable<Integer> {
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

  WorkflowsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String builder =
        repository == null ? invocation.fleet().organization().fleetGitRepository() : repository;
    SortedMap<String, String> files = Workflows.of(invocation.fleet(), builder);
    Path clone = invocation.resolve(folder);
    if (!Files.isDirectory(clone)) {
      throw new Failure(
          "workflows must be written to a clone of their Git repository, got '%s', which is not a folder; clone '%s' there, or name another folder"
              .formatted(clone, builder));
    }
    SortedSet<String> others = SigningWorkflows.of(invocation.fleet(), builder);
    others.removeAll(files.keySet());
    SigningWorkflows.refuseCallable(
        others, file -> read(clone.resolve(Workflows.FOLDER).resolve(file)));
    files.forEach((file, text) -> write(clone.resolve(Workflows.FOLDER).resolve(file), text));
    return ExitCode.DONE;
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          "cannot read the workflow '%s'; make it a text that is readable for you".formatted(file));
    }
  }

  private void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failure(
          "cannot write the workflow '%s'; make its folder writable or name another"
              .formatted(file));
    }
    invocation.report().status("workflows: wrote " + invocation.shown(file));
  }
}
