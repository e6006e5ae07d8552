import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.GitCredential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.Flotilla;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fleet without artifacts: all of it is at the main branch of the server {@code fleet.git}. */
final class GitFleet {
  private static final GitCredential READER = Credential.gitBasic("git", "flux");

  public static void main(String[] args) {
    System.exit(Flotilla.run(GitFleet::fleet, args));
  }

  static Fleet fleet() {
    PlatformComponent platform =
        PlatformComponent.builder(repository("infra", GitVerification.none()).content("platform")).build();
    GitContentRepository apps = repository("apps", signedBy("fleet.pgp"));
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), new FluxRelease("2.x", "0.59.0"))
        .sync(
            FleetSync.from(
                SyncSource.git(
                        acme() + "fleet.git",
                        GitRef.branch("main"),
                        "clusters",
                        signedBy("fleet.ssh"))
                    .withCredential(READER)))
        .sourcePolicy(SourcePolicyProps.of(acme()))
        .addComponentSet(ComponentSetProps.of("infra", platform))
        .addTenant(
            TenantProps.builder(apps.content("shop").consuming("GIT_BRANCH"))
                .dependsOn(platform)
                .build())
        .addCluster(Cluster.workload("git", Environment.ofBranch("staging", "main")).build())
        .build();
  }

  private static GitVerification signedBy(String property) {
    try {
      return GitVerification.signedBy(Files.readString(Path.of(System.getProperty(property))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GitContentRepository repository(String name, GitVerification verification) {
    return new GitContentRepository(name, acme() + name + ".git", verification)
        .withCredential(READER);
  }

  private static String acme() {
    return System.getProperty("fleet.git") + "/acme/";
  }
}
