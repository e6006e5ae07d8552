package dev.flotilla.stacks.random;

import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.GitBasicCredential;
import dev.flotilla.fleet.credential.GitHubAppCredential;
import dev.flotilla.fleet.credential.GitSshCredential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.SyncSource;
import java.util.List;

/** Secrets of one name are equal, whoever needs them. */
final class RandomCredentials {
  static final OpaqueCredential AUTHORITY = Credential.opaque("registry-ca", "ca.crt");
  static final OpaqueCredential DECRYPTION = Credential.opaque("sops-keys", "age.agekey");
  static final OpaqueCredential BUCKET =
      Credential.opaque("bucket-auth", "accesskey", "secretkey").withRevision(4);
  static final RegistryCredential IMAGES =
      Credential.registry("flux-images", "ghcr.io", "flux").withRevision(3);

  private static final GitBasicCredential BASIC =
      Credential.gitBasic("git-basic", "flux").withRevision(2);
  private static final GitSshCredential SSH =
      Credential.gitSsh("git-ssh", "git.acme.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5");
  private static final GitHubAppCredential APP = Credential.gitHubApp("git-app", 12345, "acme");
  private static final RegistryCredential CHARTS =
      Credential.registry("charts-auth", "charts.acme.example", "reader");

  private final Choices choices;

  RandomCredentials(Choices choices) {
    this.choices = choices;
  }

  /** Returns what a fleet's artifacts are pulled with. */
  RegistryCredential pull() {
    RegistryCredential one = Credential.registry("pull-auth", "ghcr.io", "flux");
    RegistryCredential more =
        choices.sometimes(one, value -> value.and("registry.acme.example", "robot$flux"));
    return choices.sometimes(more, value -> value.withRevision(2));
  }

  /** Returns one that nothing of the fleet refers to. */
  Credential any() {
    return choices.of(List.of(BASIC, SSH, APP, CHARTS, BUCKET, DECRYPTION));
  }

  /** Returns a branch of a Git repository, with something to read it with. */
  GitSource git(String path) {
    GitSource https =
        SyncSource.git("https://github.com/acme/" + path + ".git", GitRef.branch("main"), path);
    return choices.oneOf(
        https.withCredential(BASIC),
        https.withCredential(APP),
        SyncSource.git("ssh://git@git.acme.example/" + path, GitRef.branch("main"), path)
            .withCredential(SSH));
  }
}
