package dev.flotilla.tests.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.TestCredential;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A review whose plans are applied later, elsewhere, and by somebody else; or nothing is. */
class ApprovedDeployE2E {
  private static final String AGAIN = "review it again with 'flotilla diff --out'";

  private static final String OWNED_BY_FLUX = "kustomize.toolkit.fluxcd.io/name";

  private final Path folder = Project.emptyFolder("approved");
  private final Path clone = Project.emptyFolder("approved-clone");
  private final Path bundle = Project.emptyFolder("approved-bundle");
  private final FleetRepository repository = new FleetRepository(folder);
  private final Sandbox sandbox;
  private final Program reviewer;
  private final Program deployer;

  ApprovedDeployE2E(@InSandbox("approved") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.reviewer = reviewer(Program.warm(folder));
    this.deployer = reviewer.with(TestCredential.ALL);
    repository.commit("README.md", "A fleet\n");
  }

  /** Returns it without any credential of the cluster. */
  private Program reviewer(Program program) {
    return repository
        .publishing(program)
        .with(sandbox.environment())
        .inContext("approved")
        .with("COSIGN_PASSWORD", "");
  }

  @Test
  void appliesWhatWasApprovedAndNothingElse() throws IOException {
    String first = review(reviewer);

    assertThatNothingIsDoneBeforeItIsApproved(first);
    assertThatAnotherTreeIsRefused(first);
    assertThatAnotherEngineIsRefused(first);
    assertThatAnyByteCounts(first);
    assertThatAnotherCheckoutOfTheSameTreeAppliesIt(first);
    assertThatItIsAppliedOnce(first);
  }

  private String review(Program program) {
    Project.delete(bundle);
    ProcessResult review =
        program.run("diff", "staging", "--plane", "stacks", "--out", bundle.toString()).exited(2);
    assertThat(review.stdout()).containsPattern("\napprove with sha256:[0-9a-f]{64}\n$");
    String digest = Project.sha256(Project.bytes(bundle.resolve("bundle.json")));
    assertThat(review.stdout()).endsWith("\napprove with " + digest + "\n");
    return digest;
  }

  private ProcessResult deploy(Program program, String digest) {
    return program.run(
        "deploy", "staging", "--flux-only", "--plan", bundle.toString(), "--approved", digest);
  }

  private void assertThatNothingIsDoneBeforeItIsApproved(String digest) {
    String other = "sha256:" + "0".repeat(64);

    assertThat(deploy(deployer, other).exited(3).stderr())
        .isEqualTo(
            "error: the bundle in '%s' must be the approved one, %s, got %s; fetch that of the approved review, or have this one approved\n"
                .formatted(bundle, other, digest));
    assertThat(deploy(reviewer, digest).exited(1).stderr())
        .contains("credential 'ghcr-auth' of cluster 'staging' must be given");
    assertUntouched();
  }

  private void assertThatAnotherTreeIsRefused(String digest) {
    String before = repository.git("rev-parse", "HEAD^{tree}");
    repository.write("README.md", "Uncommitted\n");
    assertThat(deploy(deployer, digest).exited(3).stderr())
        .isEqualTo(tree(before, "uncommitted changes"));

    repository.commit("Change the fleet");
    assertThat(deploy(deployer, digest).exited(3).stderr())
        .isEqualTo(tree(before, repository.git("rev-parse", "HEAD^{tree}")));
    assertUntouched();

    repository.git("revert", "--no-edit", "HEAD");
    assertThat(repository.git("rev-parse", "HEAD^{tree}")).isEqualTo(before);
  }

  private static String tree(String wanted, String got) {
    return "error: the commit checked out must have the tree that was reviewed, '%s', got '%s'; check out what was approved, or %s\n"
        .formatted(wanted, got, AGAIN);
  }

  private void assertThatAnotherEngineIsRefused(String digest) throws IOException {
    String tofu = sandbox.environment().get("TERRAFORM_BINARY_NAME");
    Path other =
        Project.executable(
            Project.emptyFolder("approved-tofu").resolve("tofu"),
            "#!/bin/sh\n[ \"$1\" = version ] && echo 'OpenTofu v1.99.0' && exit\nexec %s \"$@\"\n"
                .formatted(tofu));

    assertThat(
            deploy(deployer.with("TERRAFORM_BINARY_NAME", other.toString()), digest)
                .exited(3)
                .stderr())
        .containsPattern(
            "error: the plans must be applied by what made them, OpenTofu 1\\.[.0-9]+, got OpenTofu 1\\.99\\.0; install that version, or "
                + AGAIN);
    assertUntouched();
  }

  private void assertThatAnyByteCounts(String digest) throws IOException {
    for (Path file : Project.files(bundle)) {
      byte[] content = Project.bytes(file);
      byte[] changed = content.clone();
      changed[changed.length / 2] ^= 1;
      Files.write(file, changed);
      deploy(deployer, digest).exited(3);
      Files.write(file, content);
    }
    Files.writeString(bundle.resolve("plans/more.tfplan"), "");
    assertThat(deploy(deployer, digest).exited(3).stderr())
        .contains("error: 'plans/more.tfplan' of the bundle in '" + bundle);
    Files.delete(bundle.resolve("plans/more.tfplan"));
    assertUntouched();
  }

  private void assertThatAnotherCheckoutOfTheSameTreeAppliesIt(String digest) {
    FleetRepository squashed = new FleetRepository(clone);
    squashed.commit("README.md", "A fleet\n");
    assertThat(squashed.git("rev-parse", "HEAD")).isNotEqualTo(repository.git("rev-parse", "HEAD"));

    ProcessResult deploy =
        deploy(reviewer(Program.warm(clone)).with(TestCredential.ALL), digest).succeeded();

    assertThat(deploy.stderr())
        .contains("staging: apply: 4 added, 0 changed, 0 destroyed (")
        .doesNotContain("staging: plan: ");
    assertThat(sandbox.client().secrets().inNamespace("flux-system").withName("ghcr-auth").get())
        .isNotNull();
  }

  private void assertThatItIsAppliedOnce(String digest) {
    Program again = reviewer(Program.warm(clone)).with(TestCredential.ALL);

    assertThat(deploy(again, digest).exited(3).stderr())
        .containsPattern(
            "error: the state of cluster 'staging' must be as it was planned, serial 0 of lineage '', got serial \\d+ of lineage '[-0-9a-f]{36}'; "
                + AGAIN);
    // Without the state nothing says whose the namespace is.
    assertThat(deploy(deployer, digest).exited(3).stderr())
        .contains(
            "error: cluster 'staging' has a namespace 'flux-system' that the state does not know, and that a saved plan does not import; run 'flotilla deploy staging' without one\n");

    assertThatARaisedRevisionSendsTheValueThatIsGivenAtTheDeploy();
  }

  /** The reviewer has the old value too: it must not be in the plan. */
  private void assertThatARaisedRevisionSendsTheValueThatIsGivenAtTheDeploy() {
    Program raised = reviewer(Program.variedFleet(clone, "revision=2"));
    String digest = review(raised.with(TestCredential.ALL));
    String value = "ghp_mW4sKc9ZtYb2VxQe7LhN";
    Program deployer = raised.with(TestCredential.VARIABLE, value);

    assertThatWhatThePlanWasMadeWithMustBeTheSame(deployer, digest);
    deploy(deployer, digest).succeeded();

    String data =
        sandbox
            .client()
            .secrets()
            .inNamespace("flux-system")
            .withName("ghcr-auth")
            .get()
            .getData()
            .get(".dockerconfigjson");
    assertThat(new String(Base64.getDecoder().decode(data), UTF_8)).contains(value);
    for (String secret : List.of(TestCredential.VALUE, TestCredential.GIT_VALUE, value)) {
      new SecretScan(secret).isNotInFilesOf(bundle);
    }
  }

  private void assertThatWhatThePlanWasMadeWithMustBeTheSame(Program program, String digest) {
    editLabels(labels -> labels.put(OWNED_BY_FLUX, "flux-system"));
    assertThat(deploy(program, digest).exited(3).stderr())
        .contains(
            "error: Flux must own on cluster 'staging' what it owned at the plan, '', got 'flux'; "
                + AGAIN);
    editLabels(labels -> labels.remove(OWNED_BY_FLUX));

    Path lock = clone.resolve("cdktf.out/stacks/staging/.terraform.lock.hcl");
    String providers = Project.read(lock);
    Project.write(lock, providers + "# another\n");
    assertThat(deploy(program, digest).exited(3).stderr())
        .contains("error: the providers of cluster 'staging' must be those of the plan, with ");
    Project.write(lock, providers);

    Program another = reviewer(Program.variedFleet(clone, "revision=3")).with(TestCredential.ALL);
    assertThat(deploy(another, digest).exited(3).stderr())
        .contains("error: the stack of cluster 'staging' must be the planned one, sha256:");
  }

  private void editLabels(Consumer<Map<String, String>> change) {
    sandbox
        .client()
        .genericKubernetesResources("fluxcd.controlplane.io/v1", "FluxInstance")
        .inNamespace("flux-system")
        .withName("flux")
        .edit(
            flux -> {
              Map<String, String> labels = new TreeMap<>(flux.getMetadata().getLabels());
              change.accept(labels);
              flux.getMetadata().setLabels(labels);
              return flux;
            });
  }

  private void assertUntouched() {
    KubernetesClient client = sandbox.client();
    assertThat(client.namespaces().withName("flux-system").get()).isNull();
    assertThat(deployer.state("staging")).doesNotExist();
  }
}
