package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A fleet of one's own, from {@code init} to ready on a sandbox, by the README's commands; then by
 * those of the tutorial, which begins as the README does.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnFleetE2E {
  private static final Document TUTORIAL = Document.of("docs/tutorial.md");
  private static final Path OWN = Project.emptyFolder("own-fleet").resolve("acme-fleet");
  private static final Path SANDBOX = Project.ROOT.resolve("target/sandbox/acme-fleet/staging");

  private static final Pattern SHOP =
      Pattern.compile("(?m)^ +shop +yes +shop/components +latest@sha256:([0-9a-f]{8}) ");

  private static ProcessResult bootstrap;

  @BeforeAll
  static void bringItOntoASandbox() throws IOException {
    List<String> commands = Document.of("README.md").section("Your own fleet").fences("sh");
    run(commands.get(0));
    bootstrap = run(commands.get(1));
  }

  @AfterAll
  static void stop() {
    ProcessStarter.of(Project.SANDBOX.toString(), "down", "--dir", SANDBOX.toString()).run();
    Project.delete(SANDBOX);
  }

  @Test
  void ownFleetIsSynthesizedForItsOwnRegistry() {
    assertThat(OWN.resolve("cdktf.out/stacks/staging/cdk.tf.json"))
        .content()
        .contains("oci://ghcr.io/acme/fleet");
  }

  @Test
  void ownFleetHasTheWorkflowsOfItsComponentAndItsTenant() {
    assertThat(OWN.resolve(".github/workflows").toFile().list())
        .containsExactlyInAnyOrder(
            "check.yaml",
            "ci.yml",
            "deploy.yaml",
            "drift.yaml",
            "push-artifact.yaml",
            "push-priorities.yaml",
            "push-web.yaml",
            "release-priorities.yaml",
            "release-web.yaml",
            "review.yaml");
  }

  @Test
  void deliversItsComponentAndItsTenant() {
    assertThat(bootstrap.stdout().replaceAll("(?<=sha(1|256):)[0-9a-f]{8}", "xxxxxxxx"))
        .endsWith(
            """
            CLUSTER            READY  SOURCE                     REVISION                BUILT FROM          SIGNER
            staging            yes
              flux-system      yes    flux-system/flux-system    latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  acme/fleet: push-artifact.yaml@refs/heads/main
                flux-operator  yes    flux-system/flux-operator  0.59.0@sha256:xxxxxxxx                      not verified
                tenants        yes    flux-system/flux-system    latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  acme/fleet: push-artifact.yaml@refs/heads/main
                  policies     yes
                  priorities   yes    priorities/components      latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  acme/fleet: push-priorities.yaml@refs/heads/main
                  web          yes    web/components             latest@sha256:xxxxxxxx  main@sha1:xxxxxxxx  acme/fleet: push-web.yaml@refs/heads/main
            """);
  }

  @Test
  void theTutorialBeginsWithTheSameCommands() {
    List<String> readme = Document.of("README.md").section("Your own fleet").commands();

    assertThat(readme)
        .containsAll(TUTORIAL.section("1. Start a project").commands())
        .containsAll(TUTORIAL.section("2. Install Flux on a cluster").commands());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void theTutorialsTenantGetsReadyAndChanges() throws IOException {
    String added = follow(TUTORIAL.section("3. Add a tenant"));
    String changed = follow(TUTORIAL.section("4. Change it"));

    assertThat(SHOP.matcher(added).results()).hasSize(1);
    assertThat(SHOP.matcher(changed).results()).hasSize(1);
    assertThat(shop(changed)).as("the digest of the changed tenant").isNotEqualTo(shop(added));
  }

  private static String shop(String table) {
    return SHOP.matcher(table).results().findFirst().orElseThrow().group(1);
  }

  /** Does what a section says, and returns what its last commands print. */
  private static String follow(Document section) throws IOException {
    String printed = "";
    for (Document.Fence fence : section.fences()) {
      if (fence.language().equals("sh")) {
        printed = run(fence.code()).stdout();
      } else if (fence.language().equals("diff")) {
        Path patch = Project.write(OWN.resolveSibling("tutorial.patch"), fence.code());
        run("git -C ../acme-fleet apply " + patch);
      }
    }
    return printed;
  }

  private static ProcessResult run(String commands) throws IOException {
    Map<String, String> environment = new TreeMap<>(MavenHome.shared().environment());
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_AUTHOR_NAME", "Ann");
    environment.put("GIT_AUTHOR_EMAIL", "ann@acme.example");
    environment.put("GIT_COMMITTER_NAME", "Ann");
    environment.put("GIT_COMMITTER_EMAIL", "ann@acme.example");
    return ProcessStarter.of("sh", "-euc", commands.replace("../acme-fleet", OWN.toString()))
        .env(environment)
        .run()
        .succeeded();
  }
}
