package dev.flotilla.tests.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.OfflineConfig;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States where others keep them, read and written by the OpenTofu that clusters get. */
class StateIT {
  private static final String STATE =
      """
      {"version": 4, "serial": 1, "lineage": "9d5b1d4c-0000-4000-8000-000000000000",
       "outputs": {"flux": {"value": "seen", "type": "string"}}, "resources": []}
      """;
  private static final String FIRST = "the first passphrase";
  private static final String SECOND = "the second passphrase";

  private final Path folder = Project.emptyFolder("states");
  private StateServer server;
  private S3Server s3;

  @BeforeEach
  void synthesize() throws IOException {
    server = new StateServer();
    s3 = new S3Server(Files.createDirectories(folder.resolve("s3")));
    Files.writeString(folder.resolve("tofurc"), OfflineConfig.openTofuConfig());
    Files.writeString(folder.resolve("state.json"), STATE);
    Files.writeString(folder.resolve("kubeconfig"), OfflineConfig.kubeconfig("s3"));
    program().run("synth").exited(0);
  }

  private Program program() {
    return Program.ownFleet(
        "StatesFleet", folder, "states=" + server.address(), "s3=" + s3.address());
  }

  @AfterEach
  void stop() {
    server.close();
    s3.close();
  }

  @Test
  void gitLabStatesAreLockedAndReencryptedStepByStep() {
    write("plain", "");
    assertThat(server.states().get("plain")).contains("\"seen\"");

    hand("plain", "sealed");
    assertThat(read("sealed", "", FIRST)).contains("\"seen\"");
    write("sealed", FIRST);
    assertThat(server.states().get("sealed"))
        .contains("\"encrypted_data\"")
        .doesNotContain("\"seen\"");

    hand("sealed", "rolled");
    assertThat(read("rolled", SECOND, FIRST)).contains("\"seen\"");
    assertThat(tofu("rolled", SECOND, SECOND, "state", "pull").exited(1).stderr())
        .contains("decryption failed");
    hand("sealed", "opened");
    assertThat(read("opened", "", FIRST)).contains("\"seen\"");
  }

  @Test
  void everyOtherBackendReachesItsServerWithItsConfiguration() {
    assertThat(init("gcs").stderr())
        .contains("storage.NewClient() failed: dialing: credentials: unsupported filetype");
    assertThat(init("azurerm").stderr())
        .contains("error listing blobs", "connection refused")
        .doesNotContain("Invalid");
    assertThat(init("pg").stderr()).contains("connection refused").doesNotContain("Invalid");
    assertThat(init("remote").stderr())
        .contains("Failed to request discovery document")
        .doesNotContain("Invalid");
  }

  @Test
  void s3StatesAreLockedByAnObjectWhichARunThatWasKilledLeaves() throws IOException {
    write("s3", "");
    assertThat(s3.object("flotilla/s3.tfstate")).content().contains("\"seen\"");
    assertThat(tofu("s3", "", "", "state", "pull").exited(0).stdout()).contains("\"seen\"");

    Path lock = s3.object("flotilla/s3.tfstate.tflock");
    try (RunningProcess run = console()) {
      run.awaitMoment(() -> Files.exists(lock));
    }

    Matcher refusal =
        Pattern.compile(
                "(?s)error: cluster 's3': plan: another run works on the state, got lock '(\\S+)'"
                    + " of console by .* remove its lock with '\\S+ -chdir=\\S+ force-unlock -force"
                    + " (\\S+)'\n"
                    + ".*")
            .matcher(diff());
    assertThat(refusal.find()).as(diff()).isTrue();
    assertThat(refusal.group(1)).isEqualTo(refusal.group(2));
    assertThat(lock).content().contains(refusal.group(1));

    tofu("s3", "", "", "force-unlock", "-force", refusal.group(1)).exited(0);

    assertThat(lock).doesNotExist();
    write("s3", "");
  }

  /** Starts what holds the lock until its input ends. */
  private RunningProcess console() {
    return ProcessStarter.of(
            "sh", "-c", "sleep 600 | exec \"$0\" console", Sandbox.tofu().toString())
        .in(folder.resolve("cdktf.out/stacks/s3"))
        .env(environment("", ""))
        .start();
  }

  private String diff() {
    Program program = program().with("TERRAFORM_BINARY_NAME", Sandbox.tofu().toString());
    for (Map.Entry<String, String> variable : environment("", "").entrySet()) {
      program = program.with(variable.getKey(), variable.getValue());
    }
    return program.run("diff", "s3", "--plane", "stacks").exited(1).stderr();
  }

  @Test
  void keysAreRequestedFromTheirService() {
    assertThat(init("openbao").stderr())
        .contains("error sending datakey request to OpenBao", "connection refused");
  }

  private ProcessResult init(String cluster) {
    return tofu(cluster, "", "", "init", "-no-color").exited(1);
  }

  /** Gives a cluster the state of another, as when its fleet has changed. */
  private void hand(String from, String to) {
    server.states().put(to, server.states().get(from));
  }

  private String read(String cluster, String next, String first) {
    tofu(cluster, next, first, "init", "-no-color").exited(0);
    return tofu(cluster, next, first, "state", "pull").exited(0).stdout();
  }

  private void write(String cluster, String first) {
    tofu(cluster, "", first, "init", "-no-color").exited(0);
    String state = folder.resolve("state.json").toString();
    tofu(cluster, "", first, "state", "push", "-force", state).exited(0);
  }

  private ProcessResult tofu(String cluster, String next, String first, String... arguments) {
    return ProcessStarter.of(Sandbox.tofu().toString())
        .args(arguments)
        .in(folder.resolve("cdktf.out/stacks").resolve(cluster))
        .env(environment(next, first))
        .run();
  }

  private Map<String, String> environment(String next, String first) {
    Map<String, String> environment = new TreeMap<>(StateServer.LOGIN);
    environment.put("TF_CLI_CONFIG_FILE", folder.resolve("tofurc").toString());
    environment.put("TF_VAR_state_passphrase", first);
    environment.put("TF_VAR_state_passphrase_2027", next);
    environment.put("PG_CONN_STR", "postgres://127.0.0.1:1/states?sslmode=disable");
    environment.put("GOOGLE_BACKEND_CREDENTIALS", "{\"type\": \"none\"}");
    environment.put("ARM_SAS_TOKEN", "token");
    environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
    environment.put("BAO_ADDR", "http://127.0.0.1:1");
    environment.put("BAO_TOKEN", "token");
    environment.putAll(s3.environment());
    return environment;
  }
}
