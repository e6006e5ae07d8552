package dev.flotilla.main.command;

import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.signature.KeyPairs;
import dev.flotilla.main.report.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "keys",
    description = {
      "Create the key pairs that sign what is published to a mirror, one for each artifact.",
      "Existing ones stay. FLOTILLA_MIRROR_KEYS names the folder to other commands."
    },
    footer = "%nExit code: 0 all exist, 1 error.")
final class KeysCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder, new or not, for <path>.key and .pub of each artifact.")
  private Path folder = Path.of("");

  KeysCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<String> artifacts =
        new ClusterResolver(invocation.declaredFleet())
            .artifactUrls().stream().map(OciUrl::repository).toList();
    Path keys = invocation.resolve(folder);
    KeyPairs pairs = new KeyPairs(keys);
    List<String> missing = pairs.missing(artifacts);
    if (missing.isEmpty()) {
      print("unchanged: %d in %s".formatted(artifacts.size(), invocation.shown(keys)));
      return ExitCode.DONE;
    }
    pairs.make(missing, invocation.folder(), invocation.environment());
    missing.forEach(
        path -> print("created %s.key and .pub".formatted(invocation.shown(keys.resolve(path)))));
    return ExitCode.DONE;
  }

  private void print(String what) {
    invocation.report().status("keys: " + what);
  }
}
