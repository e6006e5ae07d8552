package dev.flotilla.main.invocation;

import dev.flotilla.fleet.cluster.Cluster;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run writes.
 *
 * @param output the stacks; disposable
 * @param isDefault whether it is the folder that a project writes when nothing names another
 */
public record OutputLayout(Path output, boolean isDefault) {
  private static final String DEFAULT = "cdktf.out";

  /** Returns the layout of the option, otherwise of {@code CDKTF_OUTDIR}, otherwise the default. */
  public static OutputLayout of(Invocation invocation, Optional<Path> option) {
    String set = invocation.variable("CDKTF_OUTDIR");
    Path output = option.orElse(Path.of(set.isEmpty() ? DEFAULT : set));
    Path folder = invocation.resolve(output);
    return new OutputLayout(folder, folder.equals(invocation.resolve(Path.of(DEFAULT))));
  }

  /** Returns the folder of a cluster's stack. */
  public Path stack(Cluster cluster) {
    return stack(cluster.name());
  }

  /** Returns the folder of the stack of a cluster that is named. */
  public Path stack(String cluster) {
    return output.resolve("stacks").resolve(cluster);
  }

  /** Returns the files of the fleet artifact. */
  public Path fleet() {
    return output.resolve("fleet");
  }

  /** Local states lie beside the output, so that a sandbox's output has states of its own. */
  public Path states() {
    return own().resolve("state");
  }

  /** What the program keeps beside the output. */
  public Path own() {
    return output.resolveSibling(".flotilla");
  }
}
