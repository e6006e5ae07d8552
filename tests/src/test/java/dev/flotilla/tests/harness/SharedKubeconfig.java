package dev.flotilla.tests.harness;

import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Map;

/**
 * One kubeconfig for several sandboxes, as somebody has it who works on all clusters of a fleet.
 */
public final class SharedKubeconfig {
  private SharedKubeconfig() {}

  /** Writes {@code file} with a context for each sandbox, of the fleet's name for its cluster. */
  public static Path write(Path file, Map<String, Sandbox> clusters) {
    Config all = new Config();
    clusters.forEach(
        (cluster, sandbox) -> {
          Path own = Path.of(sandbox.environment().get("KUBECONFIG"));
          Config config = Serialization.unmarshal(Project.read(own), Config.class);
          config.getContexts().get(0).setName(cluster);
          all.getClusters().addAll(config.getClusters());
          all.getUsers().addAll(config.getUsers());
          all.getContexts().addAll(config.getContexts());
        });
    all.setApiVersion("v1");
    all.setKind("Config");
    return Project.write(file, Serialization.asYaml(all));
  }
}
