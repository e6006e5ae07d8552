package dev.flotilla.main.command.content;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.render.ContentFolder;
import dev.flotilla.fleet.render.InvalidContentException;
import dev.flotilla.main.command.check.CheckCommand;
import dev.flotilla.main.command.check.RenderCommand;
import dev.flotilla.main.command.publish.PublishCommand;
import dev.flotilla.main.invocation.FleetFailure;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Writes content, or compares it with what is written; its commands do more with it. */
@Command(
    name = "content",
    description = "Write the content of artifacts as the folders that clusters apply.",
    subcommands = {CheckCommand.class, RenderCommand.class, PublishCommand.class},
    footer = "%nExit code: 0 written or unchanged, 1 error, 2 --check has found differences.")
public final class ContentCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Function<Versions, ? extends Collection<Content>> source;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder with one for each artifact; otherwise components.")
  private Path folder = Path.of("components");

  @Option(names = "--check", description = "Write nothing, and list the files that would change.")
  private boolean check;

  // picocli acts on it; nothing reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean unusedHelp;

  /**
   * Creates the command.
   *
   * @param source builds the content, once, with the versions that the folder has
   */
  public ContentCommand(
      Invocation invocation, Function<Versions, ? extends Collection<Content>> source) {
    this.invocation = invocation;
    this.source = source;
  }

  @Override
  public Integer call() {
    Path target = invocation.resolve(folder);
    List<String> changed = changed(target);
    changed.forEach(file -> invocation.report().out().println(file));
    String where = invocation.shown(target).toString();
    if (changed.isEmpty()) {
      invocation.report().status("content: %s is up to date".formatted(where));
      return ExitCode.DONE;
    }
    String what = changed.size() == 1 ? "1 file" : changed.size() + " files";
    if (check) {
      invocation
          .report()
          .status("content: %s in %s must be written; run without --check".formatted(what, where));
      return ExitCode.ATTENTION;
    }
    invocation.report().status("content: wrote %s in %s".formatted(what, where));
    return ExitCode.DONE;
  }

  private List<String> changed(Path target) {
    try {
      Collection<Content> contents = contents(ContentFolder.versions(target));
      return check
          ? ContentFolder.differences(target, contents)
          : ContentFolder.write(target, contents);
    } catch (InvalidContentException e) {
      throw FleetFailure.ofProblems(e.problems());
    } catch (IOException e) {
      throw new Failure(
          "cannot write the content to '%s'; make the folder writable or name another"
              .formatted(target));
    }
  }

  private Collection<Content> contents(Versions versions) {
    @Nullable Collection<Content> contents;
    try {
      contents = source.apply(versions);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw FleetFailure.of(e, "the content must be built");
    }
    if (contents == null) {
      throw new Failure(
          "the content must be built, got null; return a list from the function that Flotilla.content gets");
    }
    return contents;
  }
}
