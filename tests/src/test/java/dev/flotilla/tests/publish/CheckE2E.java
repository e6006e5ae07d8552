package dev.flotilla.tests.publish;

import static dev.flotilla.tests.harness.registry.FleetRepository.FRONTEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is wrong with a component or tenant stops its publish before anything is pushed. */
class CheckE2E {
  private static final Path FOLDER = Project.emptyFolder("check");
  private static final String STAGING = "components/frontend/staging/";

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  /** One of each kind, the line of each in the order of the files. */
  private static final String MISTAKES =
      """
      components/frontend/staging/base.yaml:2: staging: a tenant's objects must be in its namespace, got ClusterRole 'web', which is of the whole cluster; remove it, or have the platform team deliver it with a component
      components/frontend/staging/base.yaml:10: staging: a tenant's objects must be in its namespace 'frontend', got 'backend' for ConfigMap 'frontend/settings'; remove the namespace: Flux sets it
      components/frontend/staging/base.yaml:12: staging: a variable must be one that the cluster has, got '${CLUSTER_DOMIAN}' in 'data.domain' in ConfigMap 'frontend/settings', which becomes empty; did you mean 'CLUSTER_DOMAIN'?
      components/frontend/staging/base.yaml:13: staging: Flux evaluates '${HOSTNAME:-}' in 'data.run.sh' in ConfigMap 'frontend/settings', got no variable 'HOSTNAME' on the cluster, so its default replaces it; write '$$' in place of '$' if a script is to evaluate it
      components/frontend/staging/base.yaml:21: staging: 'stringData.token' in Secret 'frontend/token' must be encrypted by SOPS, or a certificate or public key, got something else, which everybody who can pull the artifact can read; encrypt it with 'sops', or create the Secret on the cluster with a Credential
      components/frontend/staging/base.yaml:29: staging: an encrypted object must be in an artifact that Flux decrypts, got Secret 'frontend/encrypted', which would be applied as it is; give the artifact a decryption in the fleet
      components/frontend/staging/base.yaml:32: staging: an object must be of a version that Kubernetes 1.37 has, got 'policy/v1beta1' in PodDisruptionBudget 'frontend/web', removed in 1.25; use 'policy/v1'
      components/frontend/staging/base.yaml:38: staging: an object must be of a kind that its group has, got 'Deploymnet' in Deploymnet 'frontend/web'; did you mean 'Deployment'?
      components/frontend/staging/base.yaml:49: staging: 'spec.url' in OCIRepository 'frontend/web' should match '^oci://.*$', got 'https://example.com'; correct it
      components/frontend/staging/base.yaml:49: staging: ValidatingAdmissionPolicy 'flux-tenant-sources' refuses OCIRepository 'frontend/web': a tenant's source must be one that the fleet allows, got 'https://example.com'; name a plain URL below [https://github.com/controlplaneio-fluxcd/, oci://REGISTRY/controlplaneio-fluxcd/, oci://REGISTRY/stefanprodan/charts/, oci://registry-1.docker.io/bitnamicharts/]
      components/frontend/staging/base.yaml:56: staging: ValidatingAdmissionPolicy 'flux-tenant-services' refuses Service 'frontend/web': a tenant's Service must be reached inside the cluster, got type LoadBalancer in 'web'; use ClusterIP and an Ingress, or have the fleet's SharedNames allow it
      components/frontend/staging/web.yaml:6: staging: a field must be one that its kind has, got 'spec.replicaz' in Deployment 'frontend/web'; did you mean 'replicas'?
      components/frontend/staging/web.yaml:7: staging: 'spec.paused' in Deployment 'frontend/web' must be a boolean, got 'maybe'; correct it
      components/frontend/staging/web.yaml:18: staging: an image must have a version, got 'registry.example.com/web:latest' in 'spec.template.spec.containers[0].image' in Deployment 'frontend/web'; name a tag other than 'latest', or a digest
      components/frontend/staging/web.yaml:20: staging: 'spec.template.spec.containers[0].ports[0].containerPort' in Deployment 'frontend/web' must be between 1 and 65535, inclusive, got '80800'; correct it
      components/frontend/staging/web.yaml:22: staging: 'spec.template.spec.containers[0].securityContext.privileged' in Deployment 'frontend/web' must keep to the Pod Security level 'baseline' of namespace 'frontend', got privileged (container "web" must not set securityContext.privileged=true); correct it, or allow it in the fleet with the podSecurity of the tenant or component
      """
          .replace("REGISTRY", registry.address());

  @Test
  void nothingIsPushedOfWhatHasMistakes() {
    repository.write(STAGING + "kustomization.yaml", "resources: [web.yaml, base.yaml]\n");
    repository.write(STAGING + "web.yaml", workload());
    repository.commit(STAGING + "base.yaml", others());

    ProcessResult check = program.run("check", "components/frontend").exited(2);
    ProcessResult publish = program.run("publish", "--component", "components/frontend").exited(1);

    String production =
        "components/frontend/production: production: an artifact must have the folder that its clusters apply, got no 'production'; create it with a kustomization.yaml\n";
    assertThat(check.stdout()).isEqualTo(production + MISTAKES);
    assertThat(publish.stderr().lines().filter(line -> line.startsWith("error: ")))
        .containsExactlyElementsOf(MISTAKES.lines().map(line -> "error: " + line).toList());
    assertThat(publish.stdout()).isEmpty();
    assertThat(registry.tags(FRONTEND)).isEmpty();
  }

  @Test
  void aFolderThatKustomizeCannotBuildIsRefused() {
    repository.write("components/backend/staging/kustomization.yaml", "resources: [none.yaml]\n");
    repository.commit(
        "components/backend/production/kustomization.yaml",
        "resources: ['https://example.com/web.yaml']\n");

    assertThat(program.run("check", "components/backend").exited(2).stdout())
        .isEqualTo(
            """
            components/backend/production/kustomization.yaml: production: a kustomization.yaml must name files of its artifact only, got 'https://example.com/web.yaml'; copy what it has into the artifact: Flux fetches nothing else
            components/backend/staging/kustomization.yaml: staging: kustomize must build 'staging', got 'accumulating resources: accumulation err='accumulating resources from 'none.yaml': open staging/none.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on 'staging/none.yaml' : lstat staging/none.yaml: no such file or directory'; correct it
            """);
  }

  @Test
  void theSampleComponentsPass() {
    registry.pushChart(
        "stefanprodan/charts/workload", "1.0.0", Project.ROOT.resolve("sandbox/charts/workload"));
    Path samples = Project.emptyFolder("check-samples");
    FleetRepository copies = FleetRepository.ofD2(samples);
    for (String name : List.of("backend", "cert-manager", "frontend", "monitoring")) {
      copies.copy("sandbox/components/" + name, "components/" + name);
    }
    copies.git("rm", "--quiet", "--force", "components/frontend/staging/web.yaml");

    ProcessResult check = copies.program(registry.address()).run("check").succeeded();
    assertThat(check.stdout()).isEmpty();
    assertThat(check.stderr()).matches("(.* still running .*\n)*content: check: passed \\(.*\\)\n");
  }

  private static String workload() {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicaz: 1
          paused: maybe
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
                - name: web
                  image: registry.example.com/web:latest
                  ports:
                    - containerPort: 80800
                  securityContext:
                    privileged: true
        """;
  }

  private static String others() {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: web
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: backend
        data:
          domain: ${CLUSTER_DOMIAN}
          run.sh: |
            #!/bin/sh
            echo ${HOSTNAME:-none}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: token}
        stringData:
          token: not encrypted
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: encrypted
        stringData:
          token: ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]
        sops:
          mac: ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]
        ---
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata:
          name: web
        ---
        apiVersion: apps/v1
        kind: Deploymnet
        metadata:
          name: web
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: web
        spec:
          interval: 10m
          timeout: 1m
          url: https://example.com
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          type: LoadBalancer
          ports:
            - port: 80
        """;
  }
}
