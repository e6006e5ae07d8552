package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code tests/consumer}: a project outside the reactor, as a user has it, with a fleet of its own
 * on the libraries of {@code make repository}. It is built in a copy, for a user with a fresh home.
 */
class ConsumerIT {
  private static final Path SOURCE = Project.ROOT.resolve("tests/consumer");

  /** Two folders below the root, as the original, whose pom.xml has a relative path. */
  private static final Path COPY = Project.ROOT.resolve("target/consumer");

  private static MavenHome home;

  @BeforeAll
  static void build() throws IOException {
    assertThat(Project.ROOT.resolve("target/repository"))
        .as("run 'make repository' before this test")
        .isDirectory();
    Project.delete(COPY);
    for (Map.Entry<String, String> file : filesOf(SOURCE).entrySet()) {
      Path target = COPY.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.copy(SOURCE.resolve(file.getKey()), target);
    }
    home = MavenHome.shared();
    home.maven("-B", "-q", "verify").in(COPY).run().succeeded();
  }

  @Test
  void consumerIsWhatInitWrites() throws IOException {
    Path folder = Project.emptyFolder("init");

    Program.flotilla(folder)
        .run("init", "own", "--libraries", "file://${project.basedir}/../../target/repository")
        .succeeded();

    assertThat(filesOf(SOURCE))
        .as("tests/consumer; copy %s there if 'flotilla init' is right", folder.resolve("own"))
        .isEqualTo(filesOf(folder.resolve("own")));
  }

  @Test
  void runsItsOwnTest() throws IOException {
    assertThat(COPY.resolve("target/surefire-reports/TEST-fleet.MyFleetTest.xml"))
        .content()
        .contains("tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");
  }

  @Test
  void runsOnTheLibrariesThatFlotillaIsTestedWith() {
    assertThat(COPY.resolve("target/lib").toFile().list())
        .containsExactlyInAnyOrder(Project.ROOT.resolve("d2/target/lib").toFile().list());
  }

  @Test
  void synthesizesItsOwnClusters() throws IOException {
    ProcessResult synth = flotilla("synth").succeeded();

    assertThat(synth.output())
        .matches(
            "(fleet: synth: still running \\(.*\\)\n)*fleet: synth: 2 stacks in cdktf.out \\(\\d+\\.\\d s\\)\n");
    assertThat(COPY.resolve("cdktf.out/stacks").toFile().list())
        .containsExactlyInAnyOrder("staging", "production");
    assertSyncs("staging", "latest", "refs/heads/main$");
    assertSyncs("production", "latest-stable", "refs/tags/v");
  }

  private static void assertSyncs(String cluster, String tag, String signedFrom)
      throws IOException {
    Path stack = COPY.resolve("cdktf.out/stacks").resolve(cluster).resolve("cdk.tf.json");
    JsonNode json = Sandbox.json(Files.readString(stack));
    JsonNode instance =
        Serialization.unmarshal(
            json.at("/resource/helm_release/flux/values/0").textValue(), JsonNode.class);
    JsonNode sync = instance.at("/object/spec/sync");
    assertThat(sync.get("url").textValue()).isEqualTo("oci://registry.acme.example/acme/fleet");
    assertThat(sync.get("ref").textValue()).isEqualTo(tag);
    assertThat(sync.get("path").textValue()).isEqualTo("clusters/" + cluster);
    assertThat(sync.get("pullSecret").textValue()).isEqualTo("registry-auth");
    assertThat(instance.at("/object/spec/kustomize/patches/0/patch").textValue())
        .contains("^https://github\\.com/acme/fleet/", signedFrom);
    assertThat(json.at("/resource/kubernetes_secret_v1/registry_auth/metadata/name").textValue())
        .isEqualTo("registry-auth");
    assertThat(json.at("/variable/kube_context/default").textValue()).isEqualTo(cluster);
    assertThat(Files.readString(stack)).doesNotContain("d2-fleet", "ghcr-auth");
  }

  @Test
  void consumerIsNotDeployedWithTheOrganizationOfTheExample() {
    ProcessResult deploy = flotilla("deploy", "staging").exited(1);

    assertThat(deploy.output())
        .startsWith(
            "error: the fleet's organization must be yours, because its owner decides what runs on 'staging', got the example 'registry.acme.example/acme/fleet'; give the fleet an Organization.onGitHub(");
  }

  /** It still holds when the fleet changes, whose classes are not in it. */
  @Test
  void archivesTheClassesOfItsLibrariesOnce() throws IOException {
    Path archive = COPY.resolve("target/lib.jsa");
    Path output = Project.emptyFolder("archive").resolve("cdktf.out");
    starter("list").env(Map.of("CI", "true")).run().succeeded(); // builds what another test changed
    Files.deleteIfExists(archive);

    assertThat(outsideCi(output, "list").succeeded().stderr())
        .isEqualTo("archiving the libraries' classes, once\n");
    assertThat(output).as("what it runs writes nothing of the user's").doesNotExist();
    assertThat(outsideCi(output, "list").succeeded().stderr()).isEmpty();
    ProcessStarter.of(System.getProperty("java.home") + "/bin/java", "-Xshare:on")
        .args("-XX:+UseSerialGC", "-XX:SharedArchiveFile=" + archive, "-cp")
        .args(
            Project.read(COPY.resolve("target/class-path"))
                + ":"
                + COPY.resolve("target/fleet.jar"))
        .args("fleet.MyFleet", "list")
        .run()
        .succeeded();
  }

  /** As that of another Java does, which the JVM would complain of. */
  @Test
  void runsSilentlyWhereTheArchiveDoesNotFit() throws IOException {
    Path archive = COPY.resolve("target/lib.jsa");
    Files.deleteIfExists(archive);
    Files.writeString(archive, "of another Java\n");

    assertThat(flotilla("list").succeeded().stderr()).isEmpty();

    Files.delete(archive);
  }

  @Test
  void consumerIsRebuiltAfterAChange() throws IOException {
    Path source = COPY.resolve("src/main/java/fleet/MyFleet.java");
    String before = Files.readString(source);
    try {
      Files.writeString(source, before.replace("\"production\"", "\"prod-eu\""));

      assertThat(flotilla("list").succeeded().stdout())
          .contains("\nprod-eu ")
          .doesNotContain("\nproduction ");
    } finally {
      Files.writeString(source, before);
    }
  }

  private static ProcessResult flotilla(String... args) {
    return starter(args).env(Map.of("CI", "true")).run();
  }

  private static ProcessResult outsideCi(Path output, String... args) {
    return starter(args).env(Map.of("CI", "", "CDKTF_OUTDIR", output.toString())).run();
  }

  private static ProcessStarter starter(String... args) {
    return ProcessStarter.of(COPY.resolve("flotilla").toString())
        .args(args)
        .in(COPY)
        .env(home.environment());
  }

  /** Returns the files of a project, from path to content, without what its .gitignore names. */
  private static Map<String, String> filesOf(Path project) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : Project.files(project)) {
      Path path = project.relativize(file);
      if (!path.startsWith("target") && !path.startsWith("cdktf.out")) {
        files.put(path.toString(), Files.readString(file));
      }
    }
    return files;
  }
}
