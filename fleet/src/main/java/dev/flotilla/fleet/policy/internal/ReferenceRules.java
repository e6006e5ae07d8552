package dev.flotilla.fleet.policy.internal;

import static dev.flotilla.fleet.policy.internal.Expressions.optional;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What objects of tenants may refer to: what is in their tenant's own namespaces, and on this
 * cluster. Flux reads some references with its own rights, whatever its flags say.
 */
final class ReferenceRules {
  /** The fields of a kind that refer to objects which may be in another namespace. */
  private record Referrer(String group, String resource, List<String> fields) {
    Referrer(String group, String resource, String... fields) {
      this(group, resource, List.of(fields));
    }

    AdmissionRule rule(Check... more) {
      List<Check> checks = new ArrayList<>(List.of(OWN));
      checks.addAll(List.of(more));
      return new AdmissionRule(
          "flux-tenant-references-" + resource,
          List.of(Requests.writes(group, resource)),
          Condition.CHANGED,
          Ordered.map(
              "own",
              "['', request.namespace] + "
                  + "("
                  + TenantMarkExpressions.list(TenantMark.NAMESPACES)
                  + ")"
                  + ".filter(it, it != request.namespace)",
              "foreign",
              fields.stream()
                  .map(Expressions::namespaces)
                  .collect(Collectors.joining(" + ", "(", ").filter(it, !(it in variables.own))"))),
          false,
          checks);
    }
  }

  private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
  private static final String HELM = "helm.toolkit.fluxcd.io";
  private static final String IMAGE = "image.toolkit.fluxcd.io";
  private static final String NOTIFICATION = "notification.toolkit.fluxcd.io";
  private static final String OPERATOR = "fluxcd.controlplane.io";

  private static final Check OWN =
      new Check(
          "variables.foreign.size() == 0",
          "\"what a tenant's object refers to must be in a namespace of the tenant, got '\" + variables.foreign.join(', ') + \"' in '\" + request.name + \"'; drop it, or name one of [\" + variables.own.filter(it, it != '').join(', ') + \"]\"");

  /** Namespaces are created by the fleet, with labels that hold tenants to these rules. */
  private static final Check MAKES_NO_NAMESPACES =
      new Check(
          "!dyn(object).?spec.?managedNamespaces.hasValue()",
          "\"a tenant's namespaces must be created by the fleet, got spec.managedNamespaces in '\" + request.name + \"'; drop it, and add them with TenantProps.Builder.namespaces\"");

  /**
   * The operator reads dependencies as itself, also such that are in no namespace, and its status
   * shows what {@code readyExpr} finds there.
   */
  private static final Check DEPENDS_ON_NAMESPACED =
      new Check(
          optional("spec.dependsOn")
              + """
                  .orValue([]).all(it, \
                  it.apiVersion.matches('^(apps|batch|([a-z]+[.])?(toolkit|extensions)[.]fluxcd[.]io|fluxcd[.]controlplane[.]io)/') \
                  || it.apiVersion == 'v1' && it.kind in ['ConfigMap', 'Secret', 'Service', 'PersistentVolumeClaim', 'Pod'])""",
          "\"a tenant's ResourceSet must depend on objects that are in namespaces, got '\" + object.spec.dependsOn.map(it, it.apiVersion + ' ' + it.kind).join(', ') + \"' in '\" + request.name + \"'; name objects of Flux, apps/v1, batch/v1, or ConfigMaps, Secrets, Services, PersistentVolumeClaims and Pods\"");

  private static final AdmissionRule SHARING =
      AdmissionRule.of(
          "flux-tenant-sharing",
          List.of(
              Requests.writes(SourceRules.GROUP, "helmrepositories"),
              Requests.writes(IMAGE, "imagerepositories")),
          "!has(object.spec.accessFrom)",
          "\"an object of a tenant must not be open to other namespaces, got spec.accessFrom in '\" + request.name + \"'; drop it\"");

  private static final AdmissionRule KUBECONFIGS =
      AdmissionRule.of(
          "flux-tenant-kubeconfigs",
          List.of(
              Requests.writes(KUSTOMIZE, "kustomizations"), Requests.writes(HELM, "helmreleases")),
          "!has(object.spec.kubeConfig)",
          "\"a tenant must deploy to its own cluster, got spec.kubeConfig in '\" + request.name + \"'; drop it\"");

  static final List<AdmissionRule> ALL =
      Stream.of(
              new Referrer(
                      KUSTOMIZE,
                      "kustomizations",
                      "spec.sourceRef",
                      "spec.dependsOn[]",
                      "spec.healthChecks[]")
                  .rule(),
              new Referrer(
                      HELM,
                      "helmreleases",
                      "spec.chart.spec.sourceRef",
                      "spec.chartRef",
                      "spec.dependsOn[]")
                  .rule(),
              new Referrer(SourceRules.GROUP, "externalartifacts", "spec.sourceRef").rule(),
              new Referrer(
                      ArtifactRules.GROUP,
                      "artifactgenerators",
                      "spec.sources[]",
                      "spec.artifacts[]")
                  .rule(MAKES_NO_NAMESPACES),
              new Referrer(IMAGE, "imagepolicies", "spec.imageRepositoryRef").rule(),
              new Referrer(IMAGE, "imageupdateautomations", "spec.sourceRef").rule(),
              new Referrer(NOTIFICATION, "alerts", "spec.eventSources[]").rule(),
              new Referrer(NOTIFICATION, "receivers", "spec.resources[]").rule(),
              new Referrer(OPERATOR, "resourcesets", "spec.dependsOn[]")
                  .rule(DEPENDS_ON_NAMESPACED),
              new Referrer(OPERATOR, "resourcesetinputproviders", "spec.selectors[]").rule(),
              SHARING,
              KUBECONFIGS)
          .toList();

  private ReferenceRules() {}
}
