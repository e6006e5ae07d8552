package dev.flotilla.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Git repository that this repository's own fleet and its components are published from. */
final class FleetRepository {
  static final String FLEET = "controlplaneio-fluxcd/d2-fleet";
  static final String FRONTEND = "controlplaneio-fluxcd/d2-apps/frontend";
  static final String BACKEND = "controlplaneio-fluxcd/d2-apps/backend";

  /** Every artifact of the fleet, by its path in the registry. */
  private static final String[] ARTIFACTS = {
    FLEET,
    FRONTEND,
    BACKEND,
    "controlplaneio-fluxcd/d2-infra/cert-manager",
    "controlplaneio-fluxcd/d2-infra/monitoring"
  };

  /** The password of the private keys, unlike any other text. */
  static final String PASSWORD = "kX9vQ2mRfLw7TzPb";

  /** Nothing of who runs the tests. */
  private static final Map<String, String> GIT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null",
          "GIT_AUTHOR_NAME", "Ann",
          "GIT_AUTHOR_EMAIL", "ann@acme.example",
          "GIT_COMMITTER_NAME", "Ann",
          "GIT_COMMITTER_EMAIL", "ann@acme.example");

  private final Path folder;

  FleetRepository(Path folder) {
    this.folder = folder;
    git("init", "--quiet", "--initial-branch=main");
    git("remote", "add", "origin", "https://ann:s3cr3t-t0ken@github.com/acme/fleet.git");
    write(".gitignore", "/cdktf.out\n/.flotilla\n/keys\n/registry*\n/docker\n/htpasswd\n");
    Cosign.makeKeys(keys(), PASSWORD, ARTIFACTS);
    commit("components/frontend/staging/web.yaml", "replicas: 1\n");
  }

  /** Returns the program in the repository, with what publishes to {@code registry}. */
  Program program(String registry) {
    return Program.flotilla(folder)
        .with(GIT)
        .with("COSIGN_PASSWORD", PASSWORD)
        .with("DOCKER_CONFIG", folder.resolve("docker").toString())
        .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
        .with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry)
        .with("FLOTILLA_MIRROR_KEYS", keys().toString());
  }

  /** Returns the folder with the keys of the artifacts. */
  Path keys() {
    return folder.resolve("keys");
  }

  Path publicKey(String artifact) {
    return keys().resolve(artifact + ".pub");
  }

  /** Writes a file and commits all there is; returns the commit. */
  String commit(String file, String text) {
    write(file, text);
    git("add", "--all");
    git("commit", "--quiet", "--message", "Change " + file);
    return head();
  }

  String head() {
    return git("rev-parse", "HEAD");
  }

  void write(String file, String text) {
    try {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String git(String... arguments) {
    return ProcessStarter.of("git")
        .args(arguments)
        .in(folder)
        .env(GIT)
        .run()
        .succeeded()
        .stdout()
        .strip();
  }
}
