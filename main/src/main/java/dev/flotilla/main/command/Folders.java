package dev.flotilla.main.command;

import dev.flotilla.fleet.cluster.Cluster;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run writes.
 *
 * @param output the stacks; disposable
 * @param isDefault whether it is the folder that a project writes when nothing names another
 */
record Folders(Path output, boolean isDefault) {
  private static final String DEFAULT = "cdktf.out";

  static Folders of(Invocation invocation, Optional<Path> option) {
    String set = invocation.variable("CDKTF_OUTDIR");
    Path output = option.orElse(Path.of(set.isEmpty() ? DEFAULT : set));
    Path folder = invocation.resolve(output);
    return new Folders(folder, folder.equals(invocation.resolve(Path.of(DEFAULT))));
  }

  Path stack(Cluster cluster) {
    return output.resolve("stacks").resolve(cluster.name());
  }

  /** Returns the files of the fleet artifact. */
  Path fleet() {
    return output.resolve("fleet");
  }

  /** Local states lie beside the output, so that a sandbox's output has states of its own. */
  Path states() {
    return own().resolve("state");
  }

  /** What the program keeps beside the output. */
  Path own() {
    return output.resolveSibling(".flotilla");
  }
}
