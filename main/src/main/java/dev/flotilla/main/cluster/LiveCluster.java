package dev.flotilla.main.cluster;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose objects are read, and in few cases changed. What the objects mean is known
 * elsewhere.
 */
public final class LiveCluster implements AutoCloseable {
  private static final String NAMESPACE = FluxInstance.NAMESPACE;
  private static final PatchContext JSON_MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final ResolvedAccess access;
  private final ApiServerClient connection;
  private final KubernetesClient client;

  private LiveCluster(ResolvedAccess access, Map<String, String> environment, ResponseLimit limit) {
    this.access = access;
    this.connection = new ApiServerClient(access, environment, limit);
    this.client = connection.kubernetes();
  }

  /**
   * Returns a client of the cluster; it has not been reached yet.
   *
   * @param environment what a command that fetches its credentials gets
   */
  public static LiveCluster connect(ResolvedAccess access, Map<String, String> environment) {
    return connect(access, environment, ResponseLimit.DEFAULT);
  }

  /**
   * Returns a client, as {@link #connect(ResolvedAccess, Map)} does, which waits so long for it.
   */
  public static LiveCluster connect(
      ResolvedAccess access, Map<String, String> environment, ResponseLimit limit) {
    return new LiveCluster(access, environment, limit);
  }

  /** Returns the cluster's name in the fleet. */
  public String name() {
    return access.cluster();
  }

  /** Returns where its API server is. */
  public String server() {
    return connection.server();
  }

  /** Returns the context of the kubeconfig that leads to it. */
  public String context() {
    return access.context();
  }

  /** Returns the uid of its namespace {@code kube-system}, which no other cluster has. */
  public String uid() {
    return Optional.ofNullable(ask(() -> client.namespaces().withName("kube-system").get()))
        .map(namespace -> namespace.getMetadata().getUid())
        .orElse("");
  }

  /** Returns the version of its API server. */
  public String version() {
    return ask(() -> client.getKubernetesVersion().getGitVersion());
  }

  /** Returns the objects of a kind in the namespace of Flux. */
  public List<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
    return ask(
        () -> client.genericKubernetesResources(kind).inNamespace(NAMESPACE).list().getItems());
  }

  /** Returns all objects of a kind, none if the cluster does not know it. */
  public List<GenericKubernetesResource> listAll(ResourceDefinitionContext kind) {
    return ask(
        () -> {
          try {
            return client.genericKubernetesResources(kind).inAnyNamespace().list().getItems();
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
              return List.of();
            }
            throw e;
          }
        });
  }

  /** Returns all objects of a custom kind, whose plural the cluster knows; none if it does not. */
  public List<GenericKubernetesResource> listCustom(ObjectId kind) {
    String apiVersion = kind.group() + "/" + kind.version();
    return ask(
        () -> {
          try {
            return client
                .genericKubernetesResources(apiVersion, kind.kind())
                .inAnyNamespace()
                .list()
                .getItems();
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCause() == null) {
              return List.of();
            }
            throw e;
          }
        });
  }

  /** Returns the events of an object. */
  public List<GenericKubernetesResource> events(ObjectId id) {
    return ask(
        () ->
            client
                .genericKubernetesResources(ResourceKinds.EVENT)
                .inNamespace(id.namespace().isEmpty() ? "default" : id.namespace())
                .withField("involvedObject.kind", id.kind())
                .withField("involvedObject.name", id.name())
                .list()
                .getItems());
  }

  /** Returns objects of a kind in the namespace of Flux, to be watched. */
  public FilterWatchListDeletable<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      labelled(ResourceDefinitionContext kind, String label, String value) {
    return client.genericKubernetesResources(kind).inNamespace(NAMESPACE).withLabel(label, value);
  }

  /** Changes fields of an object. */
  public void merge(ObjectId id, String patch) {
    ask(() -> resource(id).patch(JSON_MERGE, patch));
  }

  /** Returns an object of the namespace of Flux, if it is there. */
  public Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, String name) {
    return Optional.ofNullable(ask(() -> resource(kind, name).get()));
  }

  /** Returns an object, if it is there. */
  public Optional<GenericKubernetesResource> find(ObjectId id) {
    return Optional.ofNullable(ask(() -> resource(id).get()));
  }

  private Resource<GenericKubernetesResource> resource(ObjectId id) {
    return client
        .genericKubernetesResources(ResourceKinds.of(id))
        .inNamespace(id.namespace())
        .withName(id.name());
  }

  /** Returns an object of the namespace of Flux, to be watched. */
  public Resource<GenericKubernetesResource> resource(ResourceDefinitionContext kind, String name) {
    return client.genericKubernetesResources(kind).inNamespace(NAMESPACE).withName(name);
  }

  /** Asks the cluster, and says in the user's words why there is no answer. */
  public <T extends @Nullable Object> T ask(Function<KubernetesClient, T> question) {
    return connection.ask(() -> question.apply(client));
  }

  /** Asks, or changes something, once: what was lost on the way is not repeated. */
  public <T extends @Nullable Object> T once(Function<KubernetesClient, T> question) {
    return connection.once(() -> question.apply(client));
  }

  private <T extends @Nullable Object> T ask(Supplier<T> question) {
    return connection.ask(question);
  }

  /** Returns the failure that {@code e} is. */
  public Failure failure(KubernetesClientException e) {
    return connection.failure(e);
  }

  @Override
  public void close() {
    connection.close();
  }
}
