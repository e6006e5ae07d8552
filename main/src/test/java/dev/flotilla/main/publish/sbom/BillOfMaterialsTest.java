package dev.flotilla.main.publish.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.TestArtifacts;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {
  private static final ChannelArtifact WEB = TestArtifacts.web(Verification.none());

  private static final ArtifactManifest MANIFEST =
      ArtifactManifest.annotated(
          "application/vnd.acme", "acme", "1", Instant.parse("2026-01-02T03:04:05Z"));

  private static final FolderContent CONTENT =
      new FolderContent(
          "components/web",
          List.of(
              new FolderContent.Chart(
                  "oci://ghcr.io/charts/podinfo",
                  "podinfo",
                  "6.9.1",
                  "sha256:" + "a".repeat(64),
                  "6.9.1"),
              new FolderContent.Chart(
                  "https://charts.example.com", "redis", "1.0.0", "sha256:" + "b".repeat(64), "")),
          List.of(
              new FolderContent.Image("docker.io/library/redis", "7.4", ""),
              new FolderContent.Image("ghcr.io/acme/web", "1.0.0", "sha256:" + "c".repeat(64))),
          false);

  @Test
  void billListsChartsAndImages() {
    JsonNode bill = bill(CONTENT);

    assertThat(bill.get("specVersion").asText()).isEqualTo("1.6");
    assertThat(bill.at("/metadata/timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(bill.at("/metadata/component/purl").asText())
        .isEqualTo(
            "pkg:oci/web@%s?repository_url=ghcr.io%%2Facme%%2Fapps%%2Fweb"
                .formatted(MANIFEST.digest().replace(":", "%3A")));
    assertThat(bill.get("components"))
        .extracting(
            component -> component.get("name").asText() + " " + component.get("version").asText())
        .containsExactly(
            "redis 1.0.0",
            "podinfo 6.9.1",
            "docker.io/library/redis 7.4",
            "ghcr.io/acme/web 1.0.0");
    assertThat(bill.at("/components/0/hashes/0/content").asText()).isEqualTo("b".repeat(64));
    assertThat(bill.at("/dependencies/0/dependsOn")).hasSize(4);
    assertThat(bill.has("compositions")).isFalse();
  }

  @Test
  void billIsTheSameForTheSameContentWhereverItIsMade() {
    String here = BillOfMaterials.json(WEB, MANIFEST, CONTENT);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertThat(BillOfMaterials.json(WEB, MANIFEST, CONTENT)).isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(here).doesNotContain("serialNumber");
  }

  @Test
  void billSaysThatItIsIncomplete() {
    FolderContent partial =
        new FolderContent(CONTENT.path(), CONTENT.charts(), CONTENT.images(), true);

    assertThat(bill(partial).at("/compositions/0/aggregate").asText()).isEqualTo("incomplete");
  }

  private static JsonNode bill(FolderContent content) {
    try {
      return new ObjectMapper().readTree(BillOfMaterials.json(WEB, MANIFEST, content));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
