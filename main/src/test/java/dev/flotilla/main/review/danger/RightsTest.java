package dev.flotilla.main.review.danger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who may do what. */
class RightsTest {
  private static final String NAMESPACE =
      "- {apiVersion: v1, kind: Namespace, metadata: {name: web}}\n";

  @Test
  void roleOfTheWholeClusterIsReportedThatOfANewNamespaceIsNot() {
    String cluster =
        """
        - apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata: {name: flux}
          roleRef: {kind: ClusterRole, name: cluster-admin}
          subjects: [{kind: ServiceAccount, name: flux, namespace: web}]
        """;

    assertThat(DangerCase.inSet("", NAMESPACE + cluster))
        .containsExactly(
            "widened-role: ClusterRoleBinding/flux gives 'ClusterRole/cluster-admin' to 'ServiceAccount/web/flux' in every namespace");
    assertThat(DangerCase.inSet("", NAMESPACE + binding("admin", "flux"))).isEmpty();
    assertThat(DangerCase.inSet(NAMESPACE, NAMESPACE + binding("view", "flux")))
        .containsExactly(
            "widened-role: RoleBinding/web/flux gives 'ClusterRole/view' to 'ServiceAccount/web/flux' in 'web'");
    assertThat(DangerCase.inSet(NAMESPACE + cluster, NAMESPACE)).isEmpty();
  }

  @Test
  void widerRoleAndMoreSubjectsAreReportedNarrowerOnesAreRefusals() {
    assertThat(DangerCase.inSet(binding("edit", "flux"), binding("admin", "flux")))
        .containsExactly(
            "widened-role: RoleBinding/web/flux gives 'ClusterRole/admin' instead of 'ClusterRole/edit' in 'web'");
    assertThat(DangerCase.inSet(binding("admin", "flux"), binding("edit", "flux")))
        .containsExactly(
            "refused-to-tenants: RoleBinding/web/flux gives only 'ClusterRole/edit' instead of 'ClusterRole/admin' in 'web'");
    assertThat(DangerCase.inSet(binding("edit", "flux"), binding("own", "flux"))).hasSize(1);
    assertThat(DangerCase.inSet(binding("edit", "flux"), binding("edit", "other")))
        .containsExactly(
            "widened-role: RoleBinding/web/flux gives 'ClusterRole/edit' to 'ServiceAccount/web/other' in 'web'");
    assertThat(DangerCase.inSet(binding("edit", "flux"), ""))
        .containsExactly(
            "refused-to-tenants: RoleBinding/web/flux takes the role 'ClusterRole/edit' from 'ServiceAccount/web/flux'");
  }

  @Test
  void roleThatAllowsMoreIsReportedOneThatAllowsLessIsNot() {
    String some = "{apiGroups: [''], resources: [pods, secrets], verbs: [get, list]}";
    String less = "{apiGroups: [''], resources: [pods], verbs: [get]}";
    String any = "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}";

    assertThat(DangerCase.inSet(role(less), role(some)))
        .containsExactly("widened-role: ClusterRole/own allows more: get,list pods,secrets");
    assertThat(DangerCase.inSet(role(some), role(less))).isEmpty();
    assertThat(DangerCase.inSet(role(any), role(some))).isEmpty();
    assertThat(DangerCase.inSet("", role(some))).isEmpty();
    assertThat(DangerCase.inSet(role(less.replace("}", ", resourceNames: [a]}")), role(less)))
        .hasSize(1);
  }

  @Test
  void roleThatBecomesAPartOfAnotherIsReported() {
    String rule = "{apiGroups: [''], resources: [pods], verbs: [get]}";
    String joined =
        role(rule)
            .replace(
                "name: own",
                "name: own, labels: {rbac.authorization.k8s.io/aggregate-to-admin: 'true'}");

    assertThat(DangerCase.inSet("", joined))
        .containsExactly("widened-role: ClusterRole/own becomes a part of the roles 'admin'");
    assertThat(DangerCase.inSet(joined, role(rule))).isEmpty();
  }

  @Test
  void accountThatFluxActsAsIsReportedIfItChanges() {
    assertThat(DangerCase.inSet(release("serviceAccountName: flux"), release("interval: 1m")))
        .containsExactly(
            "widened-role: HelmRelease/web/a acts with the rights of its controller, no longer of 'flux'");
    assertThat(
            DangerCase.inSet(
                release("serviceAccountName: flux"), release("serviceAccountName: admin")))
        .containsExactly(
            "widened-role: HelmRelease/web/a acts with the rights of 'admin', no longer of 'flux'");
    assertThat(DangerCase.inSet(release("interval: 1m"), release("serviceAccountName: flux")))
        .isEmpty();
  }

  @Test
  void fluxThatNoLongerKeepsTenantsApartIsReported() {
    String instance =
        "- {apiVersion: fluxcd.controlplane.io/v1, kind: FluxInstance, metadata: {name: flux, namespace: flux-system}, spec: {cluster: {multitenant: %s}}}";

    assertThat(DangerCase.inSet(instance.formatted(true), instance.formatted(false)))
        .containsExactly(
            "widened-role: FluxInstance/flux-system/flux lets tenants act with the rights of the controllers");
    assertThat(DangerCase.inSet(instance.formatted(false), instance.formatted(true))).isEmpty();
  }

  private static String binding(String role, String account) {
    return """
        - apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: flux, namespace: web}
          roleRef: {kind: ClusterRole, name: %s}
          subjects: [{kind: ServiceAccount, name: %s, namespace: web}]
        """
        .formatted(role, account);
  }

  private static String role(String rule) {
    return "- {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: own}, rules: [%s]}"
        .formatted(rule);
  }

  private static String release(String spec) {
    return "- {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: a, namespace: web}, spec: {%s}}"
        .formatted(spec);
  }
}
