package dev.flotilla.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The constructs alone, in a CDKTF app that knows neither stacks nor program. */
class PlainAppE2E {
  private final Sandbox sandbox;
  private final Path folder = Project.emptyFolder("plain-app");

  PlainAppE2E(@InSandbox("plain") Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Test
  void bootstrapsAClusterWithPlainOpenTofu() {
    synthesize();
    tofu("init").run().succeeded();
    assertThat(tofu("plan").run().succeeded().stdout()).contains("Plan: 4 to add");
    assertThat(tofu("apply", "-auto-approve").run().exited(1).stderr())
        .contains("an apply needs credential 'ghcr-auth'; set TF_VAR_ghcr_auth_password:");
    assertThat(sandbox.client().namespaces().withName(Flux.NAMESPACE).get()).isNull();

    tofu("apply", "-auto-approve")
        .env(TestCredential.VARIABLE, TestCredential.VALUE)
        .run()
        .succeeded();

    Waiting.await().until(() -> Flux.isReady(Flux.instance(sandbox.client())));
    JsonNode flux = Sandbox.json(tofu("output", "-json", "flux").run().succeeded().stdout());
    assertThat(flux.at("/sync/path").asText())
        .isEqualTo(Flux.sync(sandbox.client(), "path"))
        .isEqualTo("clusters/plain");
    assertThat(Flux.isAvailable(Flux.operator(sandbox.client()))).isTrue();
    assertThat(sandbox.client().apps().deployments().inNamespace(Flux.NAMESPACE).list().getItems())
        .hasSize(5)
        .allSatisfy(PlainAppE2E::assertGoesThroughTheProxy);
    tofu("plan", "-detailed-exitcode").run().succeeded();
    new SecretScan(TestCredential.VALUE).isNotInFilesOf(folder);
  }

  /** Of the operator and of each controller alike, but for what builds: that reaches nobody. */
  private static void assertGoesThroughTheProxy(Deployment deployment) {
    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    Container manager = pod.getContainers().get(0);
    if (deployment.getMetadata().getName().equals("kustomize-controller")) {
      assertThat(manager.getEnv()).contains(new EnvVar("HTTPS_PROXY", "http://127.0.0.1:9", null));
    } else {
      assertThat(manager.getEnv())
          .contains(
              new EnvVar("HTTPS_PROXY", "http://proxy.acme.example:3128", null),
              new EnvVar(
                  "NO_PROXY",
                  ".cluster.local.,.cluster.local,.svc,$(KUBERNETES_SERVICE_HOST)",
                  null));
    }
    assertThat(manager.getEnv())
        .contains(new EnvVar("SSL_CERT_FILE", "/etc/private-ca/ca.crt", null));
    assertThat(manager.getVolumeMounts())
        .anyMatch(mount -> mount.getMountPath().equals("/etc/private-ca"))
        .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
    assertThat(pod.getVolumes())
        .anyMatch(
            volume ->
                volume.getSecret() != null
                    && volume.getSecret().getSecretName().equals("private-ca"));
  }

  private void synthesize() {
    Program.plainApp(folder)
        .run(sandbox.environment().get("KUBECONFIG"), sandbox.name(), sandbox.registry())
        .succeeded();
  }

  private ProcessStarter tofu(String... args) {
    return ProcessStarter.of(sandbox.environment().get("TERRAFORM_BINARY_NAME"))
        .args(args)
        .env("TF_INPUT", "0")
        .env("TF_CLI_ARGS", "-no-color")
        .in(folder.resolve("cdktf.out/stacks/plain"))
        .env(sandbox.environment());
  }
}
