package dev.flotilla.main.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.flux.OperatorChart;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cluster that is asked, and in one case told, about the objects of Flux's bootstrap. */
public final class LiveCluster implements AutoCloseable {
  private static final String NAMESPACE = FluxInstance.NAMESPACE;
  private static final String FLUX = "flux";
  private static final PatchContext JSON = PatchContext.of(PatchType.JSON);
  private static final PatchContext JSON_MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final Access access;
  private final Client connection;
  private final KubernetesClient client;

  LiveCluster(Access access, Map<String, String> environment, ResponseLimit limit) {
    this.access = access;
    this.connection = new Client(access, environment, limit);
    this.client = connection.kubernetes();
  }

  /** Returns its name in the fleet. */
  public String name() {
    return access.cluster();
  }

  /** Returns where its API server is. */
  public String server() {
    return connection.server();
  }

  /** Returns the context of the kubeconfig that leads to it. */
  String context() {
    return access.context();
  }

  /** Returns the version of its API server. */
  public String version() {
    return ask(() -> client.getKubernetesVersion().getGitVersion());
  }

  /** Returns its FluxInstance, if it has one. */
  public Optional<LiveFlux> flux() {
    return find(Kinds.FLUX_INSTANCE, FLUX).map(LiveFlux::new);
  }

  /** Returns all that it has of Flux, whoever has brought it. */
  ExistingFlux existingFlux() {
    return ask(() -> new FluxSearch(client).find());
  }

  /** Returns what Flux deletes when {@code sync} gets another source or path. */
  List<ObjectId> prunedWithout(Applier sync, Function<ObjectId, Optional<Applier>> appliers) {
    return ask(() -> new PruneForecast(new KubernetesObjects(client), appliers).of(sync));
  }

  /** Returns what its Flux delivers: one thing, which brings all others; nothing without a sync. */
  List<Delivery> deliveries(LiveFlux live) {
    return live.sync().isEmpty()
        ? List.of()
        : List.of(new Deliveries(new Snapshot(this)).of(live.syncName()));
  }

  /** Asks its Flux to fetch at once what is new, which it else does at each source's interval. */
  void reconcileSources() {
    String patch = FluxObject.reconcileAt(Instant.now());
    flux()
        .map(live -> new Deliveries(new Snapshot(this)).sources(live.syncName()))
        .orElse(List.of())
        .forEach(source -> ask(() -> resource(source).patch(JSON_MERGE, patch)));
  }

  /** Leaves the fields of its FluxInstance to Flux alone, if that applies it. */
  public void handOver() {
    flux()
        .flatMap(live -> Handover.patch(live.object()))
        .ifPresent(patch -> connection.once(() -> fluxInstance().patch(JSON, patch)));
  }

  /** Returns what its operator reports, if it has done so. */
  public Optional<LiveReport> report() {
    return find(Kinds.FLUX_REPORT, FLUX).map(LiveReport::new);
  }

  /** Returns whether it has the namespace of Flux. */
  public boolean hasNamespace() {
    return namespace().isPresent();
  }

  Optional<GenericKubernetesResource> namespace() {
    return Optional.ofNullable(
        ask(() -> client.genericKubernetesResources(Kinds.NAMESPACE).withName(NAMESPACE).get()));
  }

  void annotateNamespace(String key, String value) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").putObject("annotations").put(key, value);
    ask(
        () ->
            client
                .genericKubernetesResources(Kinds.NAMESPACE)
                .withName(NAMESPACE)
                .patch(JSON_MERGE, patch.toString()));
  }

  /** Returns whether it has the Secret {@code name} in the namespace of Flux. */
  public boolean hasSecret(String name) {
    return find(Kinds.SECRET, name).isPresent();
  }

  /** Returns what the Kustomization {@code name} has last applied, if it ever has. */
  Optional<String> appliedRevision(String name) {
    return find(Kinds.KUSTOMIZATION, name)
        .flatMap(object -> Optional.ofNullable(object.get("status", "lastAppliedRevision")))
        .map(Object::toString);
  }

  /** Returns the Deployment of the Flux Operator. */
  Optional<GenericKubernetesResource> operator() {
    return find(Kinds.DEPLOYMENT, "flux-operator");
  }

  /** Returns the CustomResourceDefinition of the FluxInstance. */
  Optional<GenericKubernetesResource> fluxDefinition() {
    return Optional.ofNullable(
        ask(
            () ->
                client
                    .genericKubernetesResources(Kinds.DEFINITION)
                    .withName("fluxinstances.fluxcd.controlplane.io")
                    .get()));
  }

  /** Returns what Flux gets the operator's chart from, if the fleet upgrades it. */
  Optional<GenericKubernetesResource> operatorChart() {
    return find(
        new ObjectId(ObjectId.SOURCES, "v1", "OCIRepository", NAMESPACE, OperatorChart.NAME));
  }

  /** Returns the values of that chart, if the fleet has published them. */
  Optional<String> operatorValues() {
    return find(new ObjectId("", "v1", "ConfigMap", NAMESPACE, LiveOperator.VALUES))
        .map(object -> object.get("data", "values.yaml"));
  }

  /** Returns the copies of Secrets of Flux's namespace that have another value than those. */
  List<CredentialCopy> staleCopies() {
    return CredentialCopy.stale(
        ask(
            () ->
                client
                    .genericKubernetesResources(Kinds.SECRET)
                    .inAnyNamespace()
                    .withLabel(CredentialCopy.OWNER_NAMESPACE, NAMESPACE)
                    .list()
                    .getItems()),
        this::secret);
  }

  /** Asks Flux or its operator to look at an object now. */
  void reconcile(ObjectId id) {
    ask(() -> resource(id).patch(JSON_MERGE, FluxObject.reconcileAt(Instant.now())));
  }

  Optional<GenericKubernetesResource> secret(String name) {
    return find(Kinds.SECRET, name);
  }

  void deleteSecret(String name) {
    ask(() -> resource(Kinds.SECRET, name).delete());
  }

  /** Returns false, and does nothing, if there is a Secret of its name. */
  boolean createSecret(GenericKubernetesResource secret) {
    return connection.once(
        () -> {
          try {
            client.genericKubernetesResources(Kinds.SECRET).resource(secret).create();
            return true;
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
              return false;
            }
            throw e;
          }
        });
  }

  List<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
    return ask(
        () -> client.genericKubernetesResources(kind).inNamespace(NAMESPACE).list().getItems());
  }

  /** Returns all objects of a kind, none if the cluster does not know it. */
  List<GenericKubernetesResource> listAll(ResourceDefinitionContext kind) {
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
  List<GenericKubernetesResource> listCustom(ObjectId kind) {
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
  List<GenericKubernetesResource> events(ObjectId id) {
    return ask(
        () ->
            client
                .genericKubernetesResources(Kinds.EVENT)
                .inNamespace(id.namespace().isEmpty() ? "default" : id.namespace())
                .withField("involvedObject.kind", id.kind())
                .withField("involvedObject.name", id.name())
                .list()
                .getItems());
  }

  Resource<GenericKubernetesResource> fluxInstance() {
    return resource(Kinds.FLUX_INSTANCE, FLUX);
  }

  /** Returns the Deployments of Flux: those of its controllers and of its operator. */
  FilterWatchListDeletable<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      fluxDeployments() {
    return client
        .genericKubernetesResources(Kinds.DEPLOYMENT)
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/part-of", FLUX);
  }

  Resource<GenericKubernetesResource> fluxReport() {
    return resource(Kinds.FLUX_REPORT, FLUX);
  }

  private Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, String name) {
    return Optional.ofNullable(ask(() -> resource(kind, name).get()));
  }

  Optional<GenericKubernetesResource> find(ObjectId id) {
    return Optional.ofNullable(ask(() -> resource(id).get()));
  }

  private Resource<GenericKubernetesResource> resource(ObjectId id) {
    return client
        .genericKubernetesResources(Snapshot.kind(id))
        .inNamespace(id.namespace())
        .withName(id.name());
  }

  private Resource<GenericKubernetesResource> resource(
      ResourceDefinitionContext kind, String name) {
    return client.genericKubernetesResources(kind).inNamespace(NAMESPACE).withName(name);
  }

  /** Asks the cluster, and says in the user's words why there is no answer. */
  private <T extends @Nullable Object> T ask(Supplier<T> question) {
    return connection.ask(question);
  }

  /** Returns the failure that {@code e} is. */
  Failure failure(KubernetesClientException e) {
    return connection.failure(e);
  }

  @Override
  public void close() {
    connection.close();
  }
}
