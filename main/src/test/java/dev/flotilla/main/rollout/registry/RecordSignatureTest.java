package dev.flotilla.main.rollout.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RolloutGates;
import dev.flotilla.main.rollout.RolloutPlan;
import dev.flotilla.main.rollout.RolloutRecord;
import dev.flotilla.main.rollout.RolloutRing;
import dev.flotilla.main.rollout.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the record is signed and verified, by a cosign that only remembers what it has signed. */
class RecordSignatureTest {
  private static final String TAG = "rollout-latest-stable";
  private static final RolloutRecord RECORD =
      new RolloutRecord(
          new RolloutPlan(
              "v1.2.0",
              "sha256:release",
              List.of(
                  new RolloutRing(new RingName("canary"), "latest-stable-canary", "sha256:before")),
              new RolloutGates(
                  100, 0, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(1)),
              "ann"),
          Instant.parse("2026-01-01T00:00:00Z"),
          RolloutState.RUNNING);

  @TempDir Path folder;
  @AutoClose private final MemoryRegistry registry = new MemoryRegistry();

  RecordSignatureTest() throws IOException {}

  @BeforeEach
  void cosignThatRemembers() throws IOException {
    Path cosign =
        Files.writeString(
            folder.resolve("cosign"),
            """
            #!/bin/sh
            for reference; do :; done
            case "$1" in
              version) echo 'GitVersion: v3.1.3' ;;
              sign) echo "$reference" >>"$0.signed" ;;
              verify)
                echo "$reference" >>"$0.verified"
                grep -qxF "$reference" "$0.signed" && exit
                echo 'Error: no signatures found' >&2; exit 1 ;;
            esac
            """);
    Files.setPosixFilePermissions(cosign, PosixFilePermissions.fromString("rwx------"));
    Path key = folder.resolve("acme/apps/web.key");
    Files.createDirectories(key.getParent());
    Files.writeString(key, "private");
  }

  private RegistryJournal journal() {
    String pem = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
    ChannelArtifact artifact =
        registry.artifact().withVerifications(List.of(new Verification.PublicKey(List.of(pem))));
    Map<String, String> environment =
        Map.of("FLOTILLA_COSIGN", folder.resolve("cosign").toString());
    return new RegistryJournal(
        artifact,
        Channel.LATEST_STABLE,
        registry.client(TimeLimits.PUBLISH),
        new Signatures(
            artifact,
            () -> Cosign.find(environment, folder, TimeLimits.PUBLISH),
            environment,
            Optional.of(folder)));
  }

  private String reference() {
    return "%s/acme/apps/web@%s".formatted(registry.address(), registry.digest(TAG));
  }

  @Test
  void recordIsSignedBeforeItsTagMoves() {
    List<Boolean> signed = new CopyOnWriteArrayList<>();
    registry.before(
        exchange -> {
          if (exchange.getRequestURI().getPath().endsWith(TAG)) {
            signed.add(Files.exists(folder.resolve("cosign.signed")));
          }
        });

    journal().write(RECORD);

    assertThat(signed).isNotEmpty().containsOnly(true);
    assertThat(folder.resolve("cosign.signed")).hasContent(reference());
    assertThat(journal().read()).contains(RECORD);
  }

  @Test
  void recordThatHasNotChangedIsVerifiedOnce() throws IOException {
    journal().write(RECORD);
    Files.delete(folder.resolve("cosign.verified"));
    RegistryJournal journal = journal();

    journal.read();
    journal.read();

    assertThat(folder.resolve("cosign.verified")).hasContent(reference());
  }

  @Test
  void recordWithoutASignatureIsRefused() throws IOException {
    journal().write(RECORD);
    Files.writeString(folder.resolve("cosign.signed"), "");

    assertThatThrownBy(() -> journal().read())
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the record of a rollout, '%s', must carry the signature of who may roll out, cosign"
                + " said: no signatures found; find out who has set tag 'rollout-latest-stable',"
                + " and remove it",
            reference());
  }
}
