package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.PolicyAction;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourcePolicyObjectsTest {
  private static final SourcePolicyProps ACME =
      SourcePolicyProps.of("https://github.com/acme/", "oci://ghcr.io/acme/");

  @Test
  void allowListHasOneEntryPerLine() {
    SourcePolicyProps props =
        ACME.allowing(new AllowedBucket("minio.acme.example:9000", "fleet"))
            .allowing(new AllowedBucket("storage.googleapis.com", "acme"));

    assertThat(yaml(props, "ConfigMap", "flux-allowlist"))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: flux-allowlist
              namespace: flux-system
              labels:
                fluxcd.controlplane.io/role: policy
            data:
              sources: |-
                https://github.com/acme/
                oci://ghcr.io/acme/
              signed: ''
              signers: ''
              buckets: |-
                minio.acme.example:9000/fleet
                storage.googleapis.com/acme
            """);
  }

  @Test
  void eachRuleHasAPolicyThatReadsTheListAndFailsClosed() {
    assertThat(yaml(ACME, "ValidatingAdmissionPolicy", "flux-tenant-helmrepositories"))
        .isEqualTo(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata:
              name: flux-tenant-helmrepositories
            spec:
              failurePolicy: Fail
              paramKind:
                apiVersion: v1
                kind: ConfigMap
              matchConstraints:
                resourceRules:
                - apiGroups:
                  - source.toolkit.fluxcd.io
                  apiVersions:
                  - '*'
                  operations:
                  - CREATE
                  - UPDATE
                  resources:
                  - helmrepositories
              matchConditions:
              - name: is-new-or-changed
                expression: request.operation == 'CREATE' || has(object.spec) != has(oldObject.spec) || (has(object.spec) && object.spec != oldObject.spec)
              variables:
              - name: allowed
                expression: params.data.sources.split('\\n')
              - name: address
                expression: object.spec.url + '/'
              validations:
              - expression: has(object.spec)
                messageExpression: '"a tenant''s " + request.kind.kind + " must have a spec, got none in ''" + request.name + "''; write one"'
                reason: Invalid
              - expression: variables.address.matches(r'^[a-z]+://[^/]+(/[.]?[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*)*/*$') && variables.allowed.exists(prefix, prefix.endsWith('/') && variables.address.startsWith(prefix))
                messageExpression: '"a tenant''s source must be one that the fleet allows, got ''" + object.spec.url + "''; name a plain URL below [" + variables.allowed.join('', '') + "]"'
                reason: Invalid
            """);
  }

  @Test
  void policyIsBoundToTheNamespacesOfTenants() {
    assertThat(yaml(ACME, "ValidatingAdmissionPolicyBinding", "flux-tenant-helmrepositories"))
        .isEqualTo(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata:
              name: flux-tenant-helmrepositories
            spec:
              policyName: flux-tenant-helmrepositories
              validationActions:
              - Deny
              paramRef:
                name: flux-allowlist
                namespace: flux-system
                parameterNotFoundAction: Deny
              matchResources:
                namespaceSelector:
                  matchExpressions:
                  - key: toolkit.fluxcd.io/role
                    operator: In
                    values:
                    - tenant
            """);
  }

  @Test
  void policyOfNamespacesIsBoundToAllOfThem() {
    assertThat(yaml(ACME, "ValidatingAdmissionPolicyBinding", "flux-tenant-namespaces"))
        .isEqualTo(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata:
              name: flux-tenant-namespaces
            spec:
              policyName: flux-tenant-namespaces
              validationActions:
              - Deny
            """);
  }

  @Test
  void eachRuleMatchesKindsWithTheSameFields() {
    assertThat(
            set(ACME).resources().stream()
                .filter(object -> object.kind().equals("ValidatingAdmissionPolicy"))
                .flatMap(SourcePolicyObjectsTest::requests))
        .startsWith(
            "flux-tenant-sources [CREATE, UPDATE] source.toolkit.fluxcd.io [gitrepositories, ocirepositories]",
            "flux-tenant-helmrepositories [CREATE, UPDATE] source.toolkit.fluxcd.io [helmrepositories]",
            "flux-tenant-buckets [CREATE, UPDATE] source.toolkit.fluxcd.io [buckets]",
            "flux-tenant-helmcharts [CREATE, UPDATE] source.toolkit.fluxcd.io [helmcharts]",
            "flux-tenant-signatures-ocirepositories [CREATE, UPDATE] source.toolkit.fluxcd.io [ocirepositories]",
            "flux-tenant-signatures-gitrepositories [CREATE, UPDATE] source.toolkit.fluxcd.io [gitrepositories]",
            "flux-tenant-signatures-helmrepositories [CREATE, UPDATE] source.toolkit.fluxcd.io [helmrepositories]",
            "flux-tenant-branches [CREATE, UPDATE] source.toolkit.fluxcd.io [gitrepositories]",
            "flux-tenant-artifacts [CREATE] source.toolkit.fluxcd.io [externalartifacts]",
            "flux-tenant-artifacts [UPDATE] source.toolkit.fluxcd.io [*/status]",
            "flux-tenant-artifacts [UPDATE] source.extensions.fluxcd.io [*/status]",
            "flux-tenant-instances [CREATE, UPDATE] fluxcd.controlplane.io [fluxinstances, fluxreports]",
            "flux-tenant-resourcesets [CREATE, UPDATE] fluxcd.controlplane.io [resourcesets, resourcesetinputproviders]",
            "flux-tenant-references-kustomizations [CREATE, UPDATE] kustomize.toolkit.fluxcd.io [kustomizations]",
            "flux-tenant-references-helmreleases [CREATE, UPDATE] helm.toolkit.fluxcd.io [helmreleases]",
            "flux-tenant-references-externalartifacts [CREATE, UPDATE] source.toolkit.fluxcd.io [externalartifacts]",
            "flux-tenant-references-artifactgenerators [CREATE, UPDATE] source.extensions.fluxcd.io [artifactgenerators]",
            "flux-tenant-references-imagepolicies [CREATE, UPDATE] image.toolkit.fluxcd.io [imagepolicies]",
            "flux-tenant-references-imageupdateautomations [CREATE, UPDATE] image.toolkit.fluxcd.io [imageupdateautomations]",
            "flux-tenant-references-alerts [CREATE, UPDATE] notification.toolkit.fluxcd.io [alerts]",
            "flux-tenant-references-receivers [CREATE, UPDATE] notification.toolkit.fluxcd.io [receivers]",
            "flux-tenant-references-resourcesets [CREATE, UPDATE] fluxcd.controlplane.io [resourcesets]",
            "flux-tenant-references-resourcesetinputproviders [CREATE, UPDATE] fluxcd.controlplane.io [resourcesetinputproviders]",
            "flux-tenant-sharing [CREATE, UPDATE] source.toolkit.fluxcd.io [helmrepositories]",
            "flux-tenant-sharing [CREATE, UPDATE] image.toolkit.fluxcd.io [imagerepositories]",
            "flux-tenant-kubeconfigs [CREATE, UPDATE] kustomize.toolkit.fluxcd.io [kustomizations]",
            "flux-tenant-kubeconfigs [CREATE, UPDATE] helm.toolkit.fluxcd.io [helmreleases]",
            "flux-tenant-providers [CREATE, UPDATE] notification.toolkit.fluxcd.io [providers]",
            "flux-tenant-receivers [CREATE, UPDATE] notification.toolkit.fluxcd.io [receivers]",
            "flux-tenant-inputproviders [CREATE, UPDATE] fluxcd.controlplane.io [resourcesetinputproviders]",
            "flux-tenant-sts [CREATE, UPDATE] source.toolkit.fluxcd.io [buckets]",
            "flux-tenant-githubapps [CREATE, UPDATE] source.toolkit.fluxcd.io [gitrepositories]",
            "flux-tenant-imagerepositories [CREATE, UPDATE] image.toolkit.fluxcd.io [imagerepositories]",
            "flux-tenant-fleetobjects [CREATE, UPDATE, DELETE] * [*/*]",
            "flux-tenant-namespaces [UPDATE, DELETE]  [namespaces]",
            "flux-tenant-networkpolicies [CREATE, UPDATE] networking.k8s.io [networkpolicies]",
            "flux-tenant-cninetworkpolicies [CREATE, UPDATE] cilium.io [ciliumnetworkpolicies]",
            "flux-tenant-cninetworkpolicies [CREATE, UPDATE] crd.projectcalico.org [networkpolicies]",
            "flux-tenant-cninetworkpolicies [CREATE, UPDATE] projectcalico.org [networkpolicies]",
            "flux-tenant-cninetworkpolicies [CREATE, UPDATE] crd.antrea.io [networkpolicies]",
            "flux-tenant-ingresses [CREATE, UPDATE] networking.k8s.io [ingresses]",
            "flux-tenant-routes [CREATE, UPDATE] gateway.networking.k8s.io [httproutes, grpcroutes, tlsroutes]",
            "flux-tenant-gateways [CREATE, UPDATE] gateway.networking.k8s.io [gateways]",
            "flux-tenant-openshiftroutes [CREATE, UPDATE] route.openshift.io [routes]",
            "flux-tenant-httpproxies [CREATE, UPDATE] projectcontour.io [httpproxies]",
            "flux-tenant-services [CREATE, UPDATE]  [services]",
            "flux-tenant-priorities [CREATE, UPDATE] apps [deployments, statefulsets, daemonsets, replicasets]",
            "flux-tenant-priorities [CREATE, UPDATE] batch [jobs]",
            "flux-tenant-priorities [CREATE, UPDATE]  [replicationcontrollers]",
            "flux-tenant-cronjobpriorities [CREATE, UPDATE] batch [cronjobs]",
            "flux-tenant-podpriorities [CREATE, UPDATE]  [pods]",
            "flux-tenant-shards [CREATE, UPDATE] source.toolkit.fluxcd.io [gitrepositories, ocirepositories, helmrepositories, helmcharts, buckets]",
            "flux-tenant-shards [CREATE, UPDATE] kustomize.toolkit.fluxcd.io [kustomizations]",
            "flux-tenant-shards [CREATE, UPDATE] helm.toolkit.fluxcd.io [helmreleases]");
  }

  private static Stream<String> requests(KubernetesObject policy) {
    Map<?, ?> spec = (Map<?, ?>) policy.body().get("spec");
    List<?> rules = (List<?>) ((Map<?, ?>) spec.get("matchConstraints")).get("resourceRules");
    return rules.stream()
        .map(rule -> (Map<?, ?>) rule)
        .map(
            rule ->
                policy.metadata().get("name")
                    + " "
                    + rule.get("operations")
                    + " "
                    + ((List<?>) rule.get("apiGroups")).get(0)
                    + " "
                    + rule.get("resources"));
  }

  @Test
  void eachPolicyHasABindingOfItsName() {
    Map<String, List<Object>> names =
        set(ACME).resources().stream()
            .collect(
                Collectors.groupingBy(
                    KubernetesObject::kind,
                    Collectors.mapping(
                        object -> object.metadata().get("name"), Collectors.toList())));

    assertThat(names.get("ValidatingAdmissionPolicyBinding"))
        .hasSameSizeAs(TenantRules.ALL)
        .isEqualTo(names.get("ValidatingAdmissionPolicy"));
  }

  @Test
  void actionsAreThoseOfTheBindings() {
    SourcePolicyProps props = ACME.withActions(PolicyAction.AUDIT, PolicyAction.WARN);

    assertThat(set(props).resources())
        .filteredOn(object -> object.kind().equals("ValidatingAdmissionPolicyBinding"))
        .allSatisfy(
            binding ->
                assertThat(Yaml.write(binding.toMap()))
                    .contains("  validationActions:\n  - Warn\n  - Audit\n"));
  }

  @Test
  void exclusionsAreConditionsOfAllPolicies() {
    SourcePolicyProps props = ACME.excluding("sync", "mirror");

    assertThat(set(props).resources())
        .filteredOn(object -> object.kind().equals("ValidatingAdmissionPolicy"))
        .allSatisfy(
            policy ->
                assertThat(Yaml.write(policy.toMap()))
                    .contains(
                        "  - name: is-not-excluded\n    expression: '!(request.userInfo.username in [''system:serviceaccount:sync:mirror''])'\n"));
  }

  private static ResourceSet set(SourcePolicyProps props) {
    return SourcePolicyObjects.render(props, TestCluster.staging());
  }

  private static String yaml(SourcePolicyProps props, String kind, String name) {
    return set(props).resources().stream()
        .filter(object -> object.kind().equals(kind) && object.metadata().get("name").equals(name))
        .map(object -> Yaml.write(object.toMap()))
        .collect(Collectors.joining());
  }
}
