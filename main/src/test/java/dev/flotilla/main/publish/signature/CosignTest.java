package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.publish.TestArtifacts;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.DemandedSignature.Identity;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosignTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"v3.0.0", "v3.1.3", "4.0.0", "v10.0.0-rc.1"})
  void takesThisAndNewerVersions(String version) {
    assertThatCode(() -> Cosign.check("cosign", printed(version))).doesNotThrowAnyException();
  }

  @Test
  void refusesAnOlderVersion() {
    assertRefused(
        () -> Cosign.check("/opt/cosign", printed("v2.6.1")),
        "cosign must be 3 or newer, got 'v2.6.1' from '/opt/cosign'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path");
  }

  @Test
  void refusesAProgramThatIsNotCosign() {
    assertRefused(
        () -> Cosign.check("/opt/cosign", new ProcessResult(0, "", "usage: cosine\nmore\n")),
        "'/opt/cosign version' must print the version of cosign, got 'usage: cosine'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path");
  }

  @Test
  void reportsThatCosignIsMissing() {
    assertRefused(
        () -> Cosign.find(Map.of("FLOTILLA_COSIGN", "/no/cosign"), folder, TimeLimits.PUBLISH),
        "cannot start cosign, which signs and verifies, got '/no/cosign'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path");
  }

  @Test
  void reportsWhyNoKeyPairWasCreated() throws IOException {
    Cosign cosign =
        saying(
            """
            #!/bin/sh
            case "$1" in
              version) echo 'GitVersion: v3.1.3' ;;
              *) echo 'Error: no entropy' >&2; exit 1 ;;
            esac
            """);

    assertRefused(
        () -> cosign.makeKeyPair(folder.resolve("acme/fleet")),
        "cannot create the key pair '%s', cosign said: no entropy; correct that, and run the command again"
            .formatted(folder.resolve("acme/fleet")));
  }

  /** What cosign is started with; the files are gone when the program ends. */
  @Test
  void signsAndVerifiesByTheSigstoreOfTheRule() throws IOException {
    Cosign cosign =
        saying(
            """
            #!/bin/sh
            [ "$1" != version ] || { echo 'GitVersion: v3.1.3'; exit; }
            { echo "$1"
              while [ $# -gt 0 ]; do
                case "$1" in --trusted-root|--signing-config) echo "$1"; cat "$2" ;; esac
                shift
              done
            } >> called
            """);
    Sigstore sigstore = Sigstores.of("acme.example");
    KeylessVerification rule =
        Verification.anyOf(
                Verification.gitHubActions("acme/fleet", "a.yaml", GitRef.branch("main")))
            .trusting(sigstore);
    PublishedDigest digest = new PublishedDigest(TestArtifacts.fleet(rule), "sha256:ab");

    cosign.signWithIdentity(digest, rule);
    assertThat(cosign.refusal(digest, rule)).isEmpty();

    String root = "--trusted-root\n" + sigstore.trustedRoot().json();
    assertThat(folder.resolve("called"))
        .hasContent(
            "sign\n"
                + root
                + "--signing-config\n"
                + sigstore.signingConfig().orElseThrow().json()
                + "verify\n"
                + root);
  }

  @Test
  void verifiesAChartAsFluxDoes() throws IOException {
    Cosign cosign = recording();

    assertThat(cosign.refusal(chart(List.of("one", "two"), List.of(), ""))).isEmpty();
    assertThat(cosign.refusal(chart(List.of(), List.of(new Identity("^a$", "^b$")), "{root}")))
        .isEmpty();
    // Flux takes no bundle by several identities, nor by none.
    assertThat(cosign.refusal(chart(List.of(), List.of(), ""))).isEmpty();

    assertThat(
            Files.readString(folder.resolve("called"))
                .replaceAll("--trusted-root \\S+", "--trusted-root FILE"))
        .isEqualTo(
            """
            verify --key env://FLOTILLA_PUBLIC_KEY --insecure-ignore-tlog --allow-http-registry 127.0.0.1:5000/web@sha256:ab
            verify --trusted-root FILE --certificate-oidc-issuer-regexp ^a$ --certificate-identity-regexp ^b$ --allow-http-registry 127.0.0.1:5000/web@sha256:ab
            verify --new-bundle-format=false --certificate-oidc-issuer-regexp .* --certificate-identity-regexp .* --allow-http-registry 127.0.0.1:5000/web@sha256:ab
            """);
  }

  @Test
  void registryThatDoesNotAnswerIsNoRefusal() throws IOException {
    Cosign cosign =
        saying(
            """
            #!/bin/sh
            [ "$1" != version ] || { echo 'GitVersion: v3.1.3'; exit; }
            case "$*" in
              *one*) echo 'Error: no signatures found' >&2 ;;
              *) echo 'Error: Get "https://registry/v2/": dial tcp: connection refused' >&2 ;;
            esac
            exit 1
            """);

    assertThat(cosign.refusal(chart(List.of(), List.of(new Identity("one", "one")), "")))
        .contains("no signatures found");
    assertRefused(
        () -> cosign.refusal(chart(List.of(), List.of(new Identity("two", "two")), "")),
        "the signature of chart '127.0.0.1:5000/web@sha256:ab' must be verifiable, cosign said: Get \"https://registry/v2/\": dial tcp: connection refused; check the network, the registry and its login, then check again");
  }

  private static DemandedSignature chart(
      List<String> keys, List<Identity> identities, String trustedRoot) {
    return new DemandedSignature(
        "127.0.0.1:5000/web@sha256:ab", true, keys, identities, trustedRoot);
  }

  private Cosign saying(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("cosign"), script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Cosign.find(Map.of("FLOTILLA_COSIGN", program.toString()), folder, TimeLimits.PUBLISH);
  }

  private Cosign recording() throws IOException {
    return saying(
        """
            #!/bin/sh
            [ "$1" != version ] || { echo 'GitVersion: v3.1.3'; exit; }
            echo "$@" >> called
            """);
  }

  /** What cosign prints, shortened. */
  private static ProcessResult printed(String version) {
    return new ProcessResult(
        0,
        """
          ______   ______
         /      | /  __  \\
        cosign: A tool for Container Signing, Verification and Storage in an OCI registry

        GitVersion:    %s
        GitCommit:     unknown
        Platform:      linux/amd64
        """
            .formatted(version),
        "");
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }
}
