package dev.flotilla.main.review.danger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Flux fetches: signed by whom, in which version, with which credentials, and whether. */
class SourcesTest {
  private static final String ANN = "{issuer: i, subject: ann}";
  private static final String BOB = "{issuer: i, subject: bob}";

  @Test
  void sourceWithoutASignatureIsReportedAsSoonAsItHasNone() {
    assertThat(DangerCase.inSet(source(signedBy(ANN)), source("url: a")))
        .containsExactly(
            "unverified: OCIRepository/web/apps is fetched without a signature from now on");
    assertThat(DangerCase.inSet("", source("url: a")))
        .containsExactly("unverified: OCIRepository/web/apps is fetched without a signature");
    assertThat(DangerCase.inSet("", source(signedBy(ANN)))).isEmpty();
    assertThat(DangerCase.inSet(source("url: a"), source("url: b"))).isEmpty();
    assertThat(DangerCase.inSet(source("url: a"), source(signedBy(ANN)))).isEmpty();
    assertThat(DangerCase.inSet("", source("url: a").replace("OCIRepository", "Bucket"))).isEmpty();
  }

  @Test
  void signerThatIsAddedIsReportedOneThatIsGoneIsNot() {
    assertThat(DangerCase.inSet(source(signedBy(ANN)), source(signedBy(ANN + ", " + BOB))))
        .containsExactly("changed-signer: OCIRepository/web/apps accepts the signature of 'bob'");
    assertThat(DangerCase.inSet(source(signedBy(ANN + ", " + BOB)), source(signedBy(ANN))))
        .isEmpty();
    assertThat(DangerCase.inSet(source(signedBy(ANN)), source("verify: {provider: cosign}")))
        .containsExactly(
            "changed-signer: OCIRepository/web/apps accepts other signatures than before");
  }

  @Test
  void sourceWithoutTlsIsReported() {
    assertThat(DangerCase.inSet(source("insecure: false"), source("insecure: true")))
        .containsExactly("unverified: OCIRepository/web/apps is fetched without TLS");
    assertThat(DangerCase.inSet(source("insecure: true"), source("insecure: false"))).isEmpty();
  }

  @Test
  void syncOfTheFleetItselfIsAsASourceIs() {
    String signed = instance("{target: {kind: OCIRepository}, patch: '/spec/verify ann'}");

    assertThat(DangerCase.inSet(signed, instance("")))
        .containsExactly(
            "unverified: FluxInstance/flux-system/flux syncs the fleet without a signature from now on");
    assertThat(DangerCase.inSet(signed, signed.replace("ann", "bob")))
        .containsExactly(
            "changed-signer: FluxInstance/flux-system/flux syncs the fleet with other signatures than before");
    assertThat(
            DangerCase.inSet(
                signed,
                instance(
                    "{target: {kind: OCIRepository}, patch: '/spec/verify ann'}, {target: {kind: Deployment}, patch: x}")))
        .isEmpty();
  }

  @Test
  void suspendedObjectIsReportedOneThatGoesOnIsNot() {
    assertThat(DangerCase.inSet(source("suspend: false"), source("suspend: true")))
        .containsExactly("suspended: OCIRepository/web/apps is suspended");
    assertThat(DangerCase.inSet(source("suspend: true"), source("suspend: false"))).isEmpty();
    assertThat(
            DangerCase.inSet(
                instance(""),
                instance("")
                    .replace(
                        "name: flux,",
                        "name: flux, annotations: {fluxcd.controlplane.io/reconcile: disabled},")))
        .containsExactly("suspended: FluxInstance/flux-system/flux is suspended");
    assertThat(DangerCase.inSet(cronJob("false"), cronJob("true"))).isEmpty();
  }

  private static String cronJob(String suspend) {
    return "- {apiVersion: batch/v1, kind: CronJob, metadata: {name: a, namespace: web}, spec: {suspend: %s}}"
        .formatted(suspend);
  }

  @Test
  void lowerVersionIsReportedAHigherOneIsNot() {
    assertThat(DangerCase.inSet(source("ref: {tag: v1.10.0}"), source("ref: {tag: v1.9.0}")))
        .containsExactly("downgrade: OCIRepository/web/apps goes back to 'v1.9.0' from 'v1.10.0'");
    assertThat(DangerCase.inSet(source("ref: {tag: v1.9.0}"), source("ref: {tag: v1.10.0}")))
        .isEmpty();
    assertThat(DangerCase.inSet(source("ref: {tag: v1.9.0}"), source("ref: {tag: latest}")))
        .isEmpty();
  }

  @Test
  void versionsAreComparedAsFarAsTheyAreGiven() {
    assertThat(VersionRule.isLower("2.7.x", "2.8.x")).isTrue();
    assertThat(VersionRule.isLower("2.x", "2.8.x")).isFalse();
    assertThat(VersionRule.isLower("1.2.3-rc.1", "1.2.3")).isTrue();
    assertThat(VersionRule.isLower("1.2.3", "1.2.3-rc.1")).isFalse();
    assertThat(VersionRule.isLower("main-2026", "1.2.3")).isFalse();
  }

  @Test
  void otherCredentialIsReportedAFirstCredentialIsNot() {
    assertThat(DangerCase.inSet(source("secretRef: {name: a}"), source("secretRef: {name: b}")))
        .containsExactly("changed-credential: OCIRepository/web/apps has another secretRef");
    assertThat(
            DangerCase.inSet(
                kustomization("decryption: {provider: sops}"), kustomization("wait: true")))
        .containsExactly("changed-credential: Kustomization/web/apps has another decryption");
    assertThat(DangerCase.inSet("", kustomization("decryption: {provider: sops}"))).isEmpty();
    assertThat(DangerCase.inSet(kustomization("wait: true"), kustomization("wait: false")))
        .isEmpty();
  }

  @Test
  void changedSecretIsReportedANewOneIsNot() {
    String secret =
        "- {apiVersion: v1, kind: Secret, metadata: {name: a, namespace: web}, data: {a: %s}}";
    String namespace =
        "- {apiVersion: v1, kind: Namespace, metadata: {name: web, annotations: {fluxcd.controlplane.io/prune: disabled}}}\n";

    assertThat(DangerCase.inSet(secret.formatted("YQ=="), secret.formatted("Yg==")))
        .containsExactly("changed-credential: Secret/web/a is changed");
    assertThat(DangerCase.inSet(secret.formatted("YQ=="), ""))
        .containsExactly("changed-credential: Secret/web/a is deleted");
    assertThat(DangerCase.inSet(namespace + secret.formatted("YQ=="), "")).isEmpty();
    assertThat(DangerCase.inSet("", secret.formatted("YQ=="))).isEmpty();
  }

  private static String source(String spec) {
    return "- {apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: {name: apps, namespace: web}, spec: {%s}}"
        .formatted(spec);
  }

  private static String signedBy(String identities) {
    return "verify: {provider: cosign, matchOIDCIdentity: [%s]}".formatted(identities);
  }

  private static String kustomization(String spec) {
    return "- {apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: apps, namespace: web}, spec: {%s}}"
        .formatted(spec);
  }

  private static String instance(String patches) {
    return "- {apiVersion: fluxcd.controlplane.io/v1, kind: FluxInstance, metadata: {name: flux, namespace: flux-system}, spec: {kustomize: {patches: [%s]}}}"
        .formatted(patches);
  }
}
