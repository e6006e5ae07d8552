package dev.flotilla.main.publish.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.json.AnyJson;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.FolderFiles;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactManifestTest {
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
  private static final String REVISION = "main@sha1:206517c23767a9548298cfd730ef2e3c795fb5bc";

  @TempDir Path folder;

  @Test
  void manifestHasTheMediaTypesAndAnnotationsThatFluxExpects() throws IOException {
    PackedFolder packed = packed();
    ArtifactManifest manifest =
        ArtifactManifest.of(
            packed, CREATED, REVISION, Optional.of("https://github.com/acme/fleet"));

    assertThat(manifest.json())
        .isEqualTo(
            """
            {"schemaVersion":2,
            "mediaType":"application/vnd.oci.image.manifest.v1+json",
            "config":{"mediaType":"application/vnd.cncf.flux.config.v1+json",
            "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},
            "layers":[{"mediaType":"application/vnd.cncf.flux.content.v1.tar+gzip",
            "digest":"%s","size":%d}],
            "annotations":{"org.opencontainers.image.created":"2026-01-02T03:04:05Z",
            "org.opencontainers.image.revision":"main@sha1:206517c23767a9548298cfd730ef2e3c795fb5bc",
            "org.opencontainers.image.source":"https://github.com/acme/fleet"}}
            """
                .formatted(packed.digest(), packed.content().length)
                .replace("\n", ""));
    assertThat(manifest.layer()).isEqualTo(packed.digest());
    assertThat(manifest.revision()).isEqualTo(REVISION);
    assertThat(manifest.digest())
        .isEqualTo(Digest.of(manifest.json().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void equalContentOfOneCommitIsOneManifest() throws IOException {
    assertThat(ArtifactManifest.of(packed(), CREATED, REVISION, Optional.empty()))
        .isEqualTo(ArtifactManifest.of(packed(), CREATED, REVISION, Optional.empty()));
  }

  @Test
  void readsManifestsOfOtherOrigin() {
    ArtifactManifest index = ArtifactManifest.parse("{\"manifests\": []}", Failure::new);

    assertThat(index.layer()).isEmpty();
    assertThat(index.revision()).isEmpty();
    assertThat(index.digest())
        .isEqualTo(Digest.of("{\"manifests\": []}".getBytes(StandardCharsets.UTF_8)));
  }

  /** What a registry answers may be anything. */
  @Test
  void everyJsonIsAManifestOrRefused() {
    for (String json :
        AnyJson.insteadOf(
            "{\"layers\": [{\"digest\": \"a\"}], \"annotations\": {\"org.opencontainers.image.revision\": \"b\", \"org.opencontainers.image.created\": \"c\", \"dev.flotilla.rollback-from\": \"1.0.0\"}}")) {
      try {
        ArtifactManifest manifest =
            ArtifactManifest.parse(json, place -> new Failure("malformed" + place));
        manifest.commit();
        manifest.version();
        manifest.asRollbackFrom(Version.ofTag("v1.0.0").orElseThrow());
      } catch (Failure failure) {
        assertThat(failure.getMessage()).startsWith("malformed").doesNotContain(AnyJson.SECRET);
      }
    }
  }

  private PackedFolder packed() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "a");
    return FolderFiles.pack(folder);
  }
}
