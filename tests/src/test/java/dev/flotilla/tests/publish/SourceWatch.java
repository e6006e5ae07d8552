package dev.flotilla.tests.publish;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** All that the OCIRepositories of a cluster say of themselves while it watches. */
final class SourceWatch implements Watcher<GenericKubernetesResource>, AutoCloseable {
  private final Set<String> failures = new ConcurrentSkipListSet<>();
  private final Set<String> revisions = new ConcurrentSkipListSet<>();
  private final Watch watch;

  SourceWatch(KubernetesClient client) {
    this.watch =
        client
            .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "OCIRepository")
            .inAnyNamespace()
            .watch(this);
  }

  @Override
  public void eventReceived(Action action, GenericKubernetesResource source) {
    String id = source.getMetadata().getNamespace() + "/" + source.getMetadata().getName();
    @Nullable List<Map<String, Object>> conditions = source.get("status", "conditions");
    if (conditions != null) {
      conditions.stream()
          .filter(condition -> "False".equals(condition.get("status")))
          .forEach(condition -> failures.add(id + ": " + condition));
    }
    @Nullable Object revision = source.get("status", "artifact", "revision");
    if (revision != null) {
      revisions.add(id + ": " + revision);
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    failures.add("the watch has ended: " + cause);
  }

  /** Returns each condition that was false. */
  Set<String> failures() {
    return failures;
  }

  /** Returns what each source had. */
  Set<String> revisions() {
    return revisions;
  }

  @Override
  public void close() {
    watch.close();
  }
}
