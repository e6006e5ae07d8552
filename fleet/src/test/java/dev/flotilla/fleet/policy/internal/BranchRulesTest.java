package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.tenant.FluxAccess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant that comes from Git follows its own repository at its cluster's branch. */
class BranchRulesTest {
  private static final String APPS = "https://github.com/acme/d1-apps.git";
  private static final Tenancy GIT =
      Tenancy.of(new GitContentRepository("apps", APPS, GitVerification.none()));

  @Test
  void allowsItsOwnRepositoryAtTheBranchOfItsCluster() {
    assertThat(GIT.refusal(repository(APPS, "{branch: main}"))).isEmpty();
    assertThat(GIT.annotations())
        .containsEntry("policy.flotilla.dev/git-branches", APPS + " main")
        .doesNotContainKey("policy.flotilla.dev/signers");
  }

  @Test
  void namesTheKeyOfItsCommitsAsTheTenantsSigner() {
    GitContentRepository signed =
        new GitContentRepository("apps", APPS, GitVerification.signedBy("ssh-ed25519 AAAAC3Nz"));

    assertThat(Tenancy.of(signed).annotations())
        .containsEntry("policy.flotilla.dev/signers", "key/git-signers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{branch: develop} | develop",
        "{tag: v1.2.3} | (no branch)",
        "{semver: '*'} | (no branch)",
        "{name: refs/heads/main} | (no branch)",
        "{branch: main, commit: 0123456789abcdef0123456789abcdef01234567} | (no branch)",
        "{branch: main, tag: v1.2.3} | (no branch)",
        "{branch: main, name: refs/pull/7/head} | (no branch)"
      })
  void refusesAnotherRefOfAnOwnRepository(String ref, String asked) {
    assertThat(GIT.refusal(repository(APPS, ref))).contains(refusal(APPS, asked));
  }

  @Test
  void refusesItsDefaultBranchWhoseNameNobodyKnows() {
    assertThat(GIT.refusal(object(Ordered.map("url", APPS))))
        .contains(refusal(APPS, "(no branch)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/d1-infra.git",
        "https://github.com/acme/d1-apps",
        "https://github.com/acme/d1-apps.git/"
      })
  void refusesAnotherRepositoryAndAnotherSpellingOfIts(String url) {
    assertThat(GIT.refusal(repository(url, "{branch: main}"))).contains(refusal(url, "main"));
  }

  @Test
  void leavesATenantWithAnArtifactItsBranches() {
    assertThat(Tenancy.of(FluxAccess.standard()).refusal(repository(APPS, "{branch: develop}")))
        .isEmpty();
  }

  private static String refusal(String url, String branch) {
    return "flux-tenant-branches: a tenant from Git must follow its own repository at its cluster's branch, got '%s %s' in 'web'; set spec.url and spec.ref.branch to [%s main]"
        .formatted(url, branch, APPS);
  }

  private static KubernetesObject repository(String url, String ref) {
    return object(Ordered.map("url", url, "ref", TenantKinds.parse(ref)));
  }

  private static KubernetesObject object(Map<String, Object> spec) {
    spec.put("interval", "1h");
    return KubernetesObject.of(
        "source.toolkit.fluxcd.io/v1",
        "GitRepository",
        "frontend",
        "web",
        Ordered.map("spec", spec));
  }
}
