package dev.flotilla.fleet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.source.OciUrl;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest {
  private static final ArtifactRepository APPS =
      new ArtifactRepository("apps", new OciUrl("oci://ghcr.io/acme/apps"), ArtifactSigner.none());

  @Test
  void artifactIsAChildOfItsRepository() {
    assertThat(APPS.artifact("frontend").url())
        .isEqualTo(new OciUrl("oci://ghcr.io/acme/apps/frontend"));
  }

  @Test
  void keepsEveryOption() {
    RegistryCredential pull = Credential.registry("frontend-auth", "ghcr.io", "frontend");
    OpaqueCredential sops = Credential.opaque("frontend-sops", "age.agekey");
    Reconciliation often =
        Reconciliation.DEFAULT
            .withSource(Duration.ofMinutes(1))
            .withInterval(Duration.ofMinutes(10), Duration.ofMinutes(1))
            .withTimeout(Duration.ofMinutes(2));

    Artifact artifact =
        APPS.artifact("frontend")
            .consuming("CLUSTER_NAME", "CLUSTER_DOMAIN")
            .consuming("CLUSTER_REGION")
            .substituting("REPLICAS", "3")
            .withReconciliation(often)
            .withCredential(pull)
            .withDecryption(sops);

    assertThat(artifact.options().consumes())
        .containsExactly("CLUSTER_DOMAIN", "CLUSTER_NAME", "CLUSTER_REGION");
    assertThat(artifact.options().substitutes()).containsExactly(Map.entry("REPLICAS", "3"));
    assertThat(artifact.options().reconciliation())
        .isEqualTo(
            new Reconciliation(
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2)));
    assertThat(artifact.credentials()).containsExactly(pull, sops);
  }

  @Test
  void needsNoSecretOfItsOwnUnlessDeclared() {
    assertThat(APPS.artifact("frontend").credentials()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Front_End", "a/b", "../backend", "a;b", "frontend:v1"})
  void refusesMalformedName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> APPS.artifact(name))
        .withMessage(
            "the name of an artifact must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got '"
                + name
                + "'");
  }

  @Test
  void refusesMalformedNameOfARepository() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArtifactRepository("Apps", APPS.url(), ArtifactSigner.none()))
        .withMessage(
            "the name of an artifact repository must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Apps'");
  }

  @Test
  void refusesANameOfARepositoryThatIsTooLong() {
    String longest = "a".repeat(51);

    assertThat(new ArtifactRepository(longest, APPS.url(), ArtifactSigner.none()).name())
        .isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArtifactRepository(longest + "b", APPS.url(), ArtifactSigner.none()))
        .withMessage(
            "the name of an artifact repository must have at most 51 characters, got '%sb'; shorten it"
                .formatted(longest));
  }

  @Test
  void refusesVariablesThatAreNotSubstituted() {
    String message =
        "a variable must be named with letters, digits and '_', such as 'CLUSTER_REGION', got 'A-B'";
    Artifact artifact = APPS.artifact("frontend");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> artifact.consuming("A-B"))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> artifact.substituting("A-B", "c"))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"age.agekey", "team.asc", "sops.vault-token"})
  void decryptsWithTheKeysThatSopsReads(String key) {
    OpaqueCredential secret = Credential.opaque("sops", key);

    assertThat(APPS.artifact("frontend").withDecryption(secret).options().decryption())
        .contains(secret);
  }

  @Test
  void refusesDecryptionSecretWithoutAKeyThatSopsReads() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> APPS.artifact("frontend").withDecryption(Credential.opaque("sops", "a", "b")))
        .withMessage(
            "a decryption Secret must have a key that ends in '.agekey' or '.asc' or starts with 'sops.', got 'a', 'b' in 'sops'; rename one");
  }

  @Test
  void refusesARetryIntervalAboveTheInterval() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Reconciliation.DEFAULT.withInterval(Duration.ofMinutes(10), Duration.ofMinutes(11)))
        .withMessage(
            "a retry interval must not exceed the interval, got '11m' above '10m'; shorten it");
  }

  @Test
  void refusesDurationsOfMoreThanACentury() {
    Duration longest = Duration.ofDays(365L * 100);

    assertThat(Reconciliation.DEFAULT.withTimeout(longest).timeout()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reconciliation.DEFAULT.withTimeout(longest.plusSeconds(1)))
        .withMessage("the timeout of a reconciliation must be at most 876000h, got 'PT876000H1S'");
  }

  @Test
  void refusesFractionsOfASecond() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reconciliation.DEFAULT.withTimeout(Duration.ofMillis(1500)))
        .withMessage(
            "the timeout of a reconciliation must be whole seconds, at least 1 s, got 'PT1.5S'");
  }

  @Test
  void refusesToSubstituteAVariableTwice() {
    Artifact three = APPS.artifact("frontend").substituting("REPLICAS", "3");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.substituting("REPLICAS", "4"))
        .withMessage(
            "a variable of artifact 'frontend' must be set only once, got 'REPLICAS' twice; remove one");
  }
}
