package dev.flotilla.tests.harness.registry;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Git repository that a fleet and its components are published from. */
public final class FleetRepository {
  public static final String FLEET = "controlplaneio-fluxcd/d2-fleet";
  public static final String FRONTEND = "controlplaneio-fluxcd/d2-apps/frontend";
  public static final String BACKEND = "controlplaneio-fluxcd/d2-apps/backend";
  public static final String CERT_MANAGER = "controlplaneio-fluxcd/d2-infra/cert-manager";
  public static final String MONITORING = "controlplaneio-fluxcd/d2-infra/monitoring";

  /** The components with two phases. */
  private static final Set<String> INFRA = Set.of("cert-manager", "monitoring");

  /** The password of the private keys, unlike any other text. */
  public static final String PASSWORD = "kX9vQ2mRfLw7TzPb";

  /** Nothing of who runs the tests. */
  public static final Map<String, String> GIT =
      Map.of(
          "TZ", "UTC",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_SYSTEM", "/dev/null",
          "GIT_AUTHOR_NAME", "Ann",
          "GIT_AUTHOR_EMAIL", "ann@acme.example",
          "GIT_COMMITTER_NAME", "Ann",
          "GIT_COMMITTER_EMAIL", "ann@acme.example");

  private final Path folder;
  private Map<String, String> signing = Map.of();

  /** Makes an empty one. */
  public FleetRepository(Path folder) {
    this(folder, "https://ann:s3cr3t-t0ken@github.com/acme/fleet.git");
    write(
        ".gitignore",
        "/cdktf.out\n/.flotilla\n/keys\n/registry*\n/docker\n/htpasswd\n/kubeconfig\n");
  }

  private FleetRepository(Path folder, String origin) {
    this.folder = folder;
    git("init", "--quiet", "--initial-branch=main");
    git("remote", "add", "origin", origin);
  }

  /** Makes one of a project that is there. */
  public static FleetRepository ofProject(Path folder, String name) {
    FleetRepository repository = new FleetRepository(folder, "https://github.com/" + name);
    repository.commit("Start the fleet");
    return repository;
  }

  /** Makes one of this repository's own fleet, with the keys of its artifacts. */
  public static FleetRepository ofD2(Path folder) {
    FleetRepository repository = new FleetRepository(folder);
    repository
        .publishing(Program.warm(folder))
        .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
        .run("keys", "keys")
        .succeeded();
    repository.commitContent("frontend", "staging", "1");
    return repository;
  }

  /** Returns this repository, whose commits are signed from now on. */
  public FleetRepository signedBy(CommitSigner newSigner) {
    signing = newSigner.environment();
    newSigner.settings().forEach((name, value) -> git("config", name, value));
    git("config", "commit.gpgsign", "true");
    return this;
  }

  /** Returns the program in the repository, with what publishes to {@code registry}. */
  public Program program(String registry) {
    return publishing(Program.warm(folder))
        .with("FLOTILLA_COSIGN", Cosign.PROGRAM.toString())
        .with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry)
        .with("FLOTILLA_MIRROR_KEYS", keys().toString());
  }

  /** Returns {@code program} as somebody of his own commits and signs with it. */
  public Program publishing(Program program) {
    return program
        .with(GIT)
        .with("COSIGN_PASSWORD", PASSWORD)
        .with("DOCKER_CONFIG", folder.resolve("docker").toString());
  }

  /** Returns the folder with the keys of the artifacts. */
  public Path keys() {
    return folder.resolve("keys");
  }

  public Path publicKey(String artifact) {
    return keys().resolve(artifact + ".pub");
  }

  /** Writes a file and commits all there is; returns the commit. */
  public String commit(String file, String text) {
    write(file, text);
    return commit("Change " + file);
  }

  /** Commits something that clusters of an environment can apply; returns the commit. */
  public String commitContent(String artifact, String environment, String version) {
    List<String> phases =
        INFRA.contains(artifact) ? List.of("controllers", "configs") : List.of("");
    for (String phase : phases) {
      write(
          "components/%s/%s/%s/web.yaml".formatted(artifact, phase, environment),
          Manifest.configMap(artifact, "web" + phase, version));
    }
    return commit("Change " + artifact);
  }

  /** Commits all there is, if there is something; returns the commit. */
  public String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return head();
  }

  String head() {
    return git("rev-parse", "HEAD");
  }

  /** Returns the tag of what the branch builds now, as long as that is committed. */
  public String buildTag() {
    return git("log", "-1", "--date=format-local:%Y%m%d%H%M%S", "--format=main-%cd-%H")
        .replaceFirst("([0-9a-f]{8})[0-9a-f]{32}$", "$1");
  }

  public void write(String file, String text) {
    Project.write(folder.resolve(file), text);
  }

  /** Copies a folder of this project. */
  public void copy(String source, String target) {
    Path root = Project.ROOT.resolve(source);
    for (Path file : Project.files(root)) {
      write(target + "/" + root.relativize(file), Project.read(file));
    }
  }

  public String git(String... arguments) {
    return ProcessStarter.of("git")
        .args(arguments)
        .in(folder)
        .env(GIT)
        .env(signing)
        .run()
        .succeeded()
        .stdout()
        .strip();
  }
}
