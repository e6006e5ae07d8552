package dev.flotilla.tests.cli;

import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The CDKTF CLI, in a folder that has this repository's {@code cdktf.json}. */
final class Cdktf {
  private final Path folder;
  private final Map<String, String> environment;

  private Cdktf(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** Returns it; what it writes for a user goes to {@link #home}. */
  static Cdktf in(Path folder) {
    try {
      Files.copy(Project.ROOT.resolve("cdktf.json"), folder.resolve("cdktf.json"));
      Files.createSymbolicLink(folder.resolve("flotilla"), Project.FLOTILLA);
      Files.createDirectories(folder.resolve("home"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String path = installed().resolve("node_modules/.bin") + ":" + System.getenv("PATH");
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", path);
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("CDKTF_HOME", folder.resolve("home/.cdktf").toString());
    environment.put("CI", "true");
    environment.put("FORCE_COLOR", "0");
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("DISABLE_VERSION_CHECK", "1");
    return new Cdktf(folder, environment);
  }

  /** Returns where it is installed; the first time it is. */
  private static Path installed() {
    String install = Project.ROOT.resolve("tests/cdktf-cli/install.mjs").toString();
    return Path.of(ProcessStarter.of("node", install).run().succeeded().stdout().strip());
  }

  /** Returns it with a cluster, whose registry of providers no {@code providers lock} can ask. */
  Cdktf against(Sandbox sandbox) {
    return with(sandbox.environment())
        .with("TF_VAR_kubeconfig", sandbox.environment().get("KUBECONFIG"))
        .with("TF_VAR_kube_context", sandbox.name())
        .with("CDKTF_SKIP_PROVIDER_LOCK", "true");
  }

  Cdktf with(String variable, String value) {
    return with(Map.of(variable, value));
  }

  private Cdktf with(Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(variables);
    return new Cdktf(folder, all);
  }

  /** Runs a line of a shell, for example {@code cdktf diff staging}. */
  ProcessResult run(String line) {
    return ProcessStarter.of("sh", "-c", line).in(folder).env(environment).run();
  }

  /** Returns what is in the user's home folder. */
  String[] home() {
    return Objects.requireNonNull(folder.resolve("home").toFile().list());
  }
}
