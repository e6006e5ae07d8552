package dev.flotilla.main.command.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.cluster.ResolvedAccess;
import dev.flotilla.main.opentofu.CredentialVariables;
import dev.flotilla.main.opentofu.OpenTofuStack;
import dev.flotilla.main.opentofu.run.OpenTofu;
import dev.flotilla.main.opentofu.state.StateVersion;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyPlanTest {
  private static final Cluster STAGING = Cluster.workload("staging", Environment.STAGING).build();
  private static final String STATE = "{\"lineage\":\"a\",\"serial\":%d}";
  private static final String KUBECONFIG =
      """
      clusters: [{name: c, cluster: {server: "%s"}}]
      users: [{name: u, user: {token: none}}]
      contexts: [{name: one, context: {cluster: c, user: u}}, {name: two, context: {cluster: c, user: u}}]
      """;

  @TempDir Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private Path stack;
  private String version = "1.12.6";
  private String context = "one";

  @BeforeEach
  void write() throws IOException {
    stack = Files.createDirectories(folder.resolve("stack"));
    write(
        "stack/cdk.tf.json",
        "{\"terraform\":{\"backend\":{\"local\":{\"path\":\"../state\"}}},\"variable\":{\"region\":{},\"password\":{\"sensitive\":true,\"ephemeral\":true}}}");
    write("stack/.terraform.lock.hcl", "provider");
    write("state", STATE.formatted(3));
    write("kubeconfig", KUBECONFIG.formatted("https://one.example"));
    environment.put("TF_VAR_region", "eu");
  }

  @Test
  void noteSaysWhatThePlanWasMadeWith() {
    EmptyPlan plan = new EmptyPlan(inputs(), new StateVersion("a", 3), Instant.EPOCH);

    plan.write(stack);

    assertThat(EmptyPlan.read(stack)).contains(plan);

    EmptyPlan.forget(stack);
    assertThat(EmptyPlan.read(stack)).isEmpty();
  }

  @Test
  void fileThatIsNoNoteOfThisVersionCountsAsNone() throws IOException {
    for (String text : List.of("", "[]", "{}", "{\"version\":2}", "{\"version\":1}")) {
      write("stack/flotilla.empty-plan.json", text);

      assertThat(EmptyPlan.read(stack)).as(text).isEmpty();
    }
  }

  @Test
  void anythingThatAPlanIsMadeWithIsAnotherInput() throws IOException {
    String inputs = inputs();

    write("stack/flotilla.log", "a log");
    write("stack/.terraform/terraform.tfstate", "{}");
    environment.put("TF_VAR_password", "s3cr3t");
    environment.put("TF_VAR_other", "x");
    assertThat(inputs()).isEqualTo(inputs);

    environment.put("TF_VAR_region", "us");
    assertThat(inputs()).isNotEqualTo(inputs);
    environment.put("TF_VAR_region", "eu");

    version = "1.12.7";
    assertThat(inputs()).isNotEqualTo(inputs);
    version = "1.12.6";

    context = "two";
    assertThat(inputs()).isNotEqualTo(inputs);
    context = "one";

    write("kubeconfig", KUBECONFIG.formatted("https://two.example"));
    assertThat(inputs()).isNotEqualTo(inputs);
    write("kubeconfig", KUBECONFIG.formatted("https://one.example"));

    write("stack/.terraform.lock.hcl", "another provider");
    assertThat(inputs()).isNotEqualTo(inputs);
    write("stack/.terraform.lock.hcl", "provider");

    assertThat(inputs()).isEqualTo(inputs);
    write("stack/more.tf", "resource {}");
    assertThat(inputs()).isNotEqualTo(inputs);
  }

  @Test
  void stateIsKnownWithoutOpenTofu() throws IOException {
    assertThat(stack(access()).knownStateVersion()).contains(new StateVersion("a", 3));

    write("state", STATE.formatted(4));
    assertThat(stack(access()).knownStateVersion()).contains(new StateVersion("a", 4));

    write("state", "no state");
    assertThat(stack(access()).knownStateVersion()).isEmpty();

    Files.delete(folder.resolve("state"));
    assertThat(stack(access()).knownStateVersion()).isEmpty();
  }

  private String inputs() {
    ResolvedAccess access = access();
    return EmptyPlan.inputs(openTofu(), stack(access).planInputs(), access);
  }

  private OpenTofu openTofu() {
    return new OpenTofu("no-such-tofu", Version.parse(version).orElseThrow());
  }

  private ResolvedAccess access() {
    Map<String, String> kubeconfig = Map.of("KUBECONFIG", folder.resolve("kubeconfig").toString());
    return ResolvedAccess.resolve(
        STAGING, Optional.of(context), kubeconfig, folder, folder, new SecretMask());
  }

  private OpenTofuStack stack(ResolvedAccess access) {
    return new OpenTofuStack(
        openTofu(),
        "staging",
        stack,
        environment,
        access.kubeconfig(),
        new CredentialVariables(STAGING, List.of(), environment),
        new SecretMask());
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
