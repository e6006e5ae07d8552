package dev.flotilla.fleet.automation.internal;

import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.kubernetes.ClusterRoleName;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rbac;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.CopiedObjects;
import dev.flotilla.fleet.object.ResourceSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Renders an update automation for one cluster. */
public final class UpdateObjects {
  private static final String MESSAGE =
      """
      Update images

      {{ range .Changed.Changes -}}
      - {{ .OldValue }} to {{ .NewValue }}
      {{ end -}}
      """;

  private final UpdateAutomationProps props;
  private final ClusterContext context;

  /** Prepares the rendering of {@code props} on the cluster of {@code context}. */
  public UpdateObjects(UpdateAutomationProps props, ClusterContext context) {
    this.props = props;
    this.context = context;
  }

  /** Returns the ResourceSet with all objects of the automation. */
  public ResourceSet resourceSet() {
    return new ResourceSet(
        props.name(),
        Optional.of(ResourceSet.RECONCILE_EVERY),
        List.of(
            ResourceSet.Dependency.onDefinition("imageupdateautomations.image.toolkit.fluxcd.io")),
        Stream.of(access(), props.repository().verificationSecret(props.name()).stream(), flux())
            .flatMap(objects -> objects)
            .toList());
  }

  private Stream<KubernetesObject> access() {
    return Stream.of(
        KubernetesObject.ofCluster("v1", "Namespace", props.name(), Ordered.map()),
        CopiedObjects.variables(props.name()),
        CopiedObjects.secret(props.credential(), props.name()),
        KubernetesObject.of(
            "v1", "ServiceAccount", props.name(), context.serviceAccount(), Ordered.map()),
        roleBinding());
  }

  private Stream<KubernetesObject> flux() {
    return Stream.of(
        object("source.toolkit.fluxcd.io/v1", "GitRepository", repository()),
        object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", policies()),
        object("image.toolkit.fluxcd.io/v1", "ImageUpdateAutomation", updates()));
  }

  private KubernetesObject roleBinding() {
    NamespaceName namespace = new NamespaceName(props.name());
    return Rbac.roleBinding(
        namespace,
        context.serviceAccount(),
        ClusterRoleName.ADMIN,
        List.of(new Rbac.ServiceAccount(namespace, context.serviceAccount())));
  }

  private KubernetesObject object(String apiVersion, String kind, Map<String, Object> spec) {
    return KubernetesObject.of(
        apiVersion, kind, props.name(), props.name(), Ordered.map("spec", spec));
  }

  private Map<String, Object> repository() {
    Duration interval = props.repository().options().interval().orElse(Duration.ofMinutes(10));
    Map<String, Object> spec =
        Ordered.map(
            "interval", Durations.format(interval),
            "url", props.repository().address(),
            "ref", Ordered.map("branch", props.branch()),
            "secretRef", Ordered.map("name", props.credential().secretName()));
    props.repository().provider().ifPresent(provider -> spec.put("provider", provider));
    props.repository().verification().toSpec().ifPresent(verify -> spec.put("verify", verify));
    return spec;
  }

  private Map<String, Object> policies() {
    return Ordered.map(
        "interval",
        "30m",
        "retryInterval",
        "5m",
        "timeout",
        "5m",
        "serviceAccountName",
        context.serviceAccount(),
        "targetNamespace",
        props.name(),
        "sourceRef",
        sourceRef(),
        "path",
        "./" + props.repository().options().path(),
        "prune",
        true,
        "wait",
        true,
        "postBuild",
        Ordered.map("substituteFrom", CopiedObjects.substituteFrom()));
  }

  private Map<String, Object> updates() {
    Map<String, Object> author =
        Ordered.map("name", props.author().name(), "email", props.author().email());
    return Ordered.map(
        "interval", Durations.format(props.interval()),
        "sourceRef", sourceRef(),
        "git",
            Ordered.map(
                "checkout", Ordered.map("ref", Ordered.map("branch", props.branch())),
                "commit", Ordered.map("author", author, "messageTemplate", MESSAGE),
                "push", Ordered.map("branch", props.pushBranch())),
        "update", Ordered.map("path", "./" + props.updatePath(), "strategy", "Setters"));
  }

  private Map<String, Object> sourceRef() {
    return Ordered.map("kind", "GitRepository", "name", props.name());
  }
}
