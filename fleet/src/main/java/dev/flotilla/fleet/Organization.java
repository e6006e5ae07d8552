package dev.flotilla.fleet;

import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.OciUrl;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.function.Function;

/**
 * Who runs the fleet, where its Git repositories are, and where its artifacts are.
 *
 * <p>On GitHub an account may have capitals, and so has the subject of a certificate that its
 * workflows sign with; the path in a registry has none. Elsewhere the two have nothing in common:
 *
 * <pre>{@code
 * Organization.builder(new OciUrl("oci://europe-docker.pkg.dev/acme-prod/flux"), "acme/platform")
 *     .gitHost("gitlab.com")
 *     .build();
 * }</pre>
 *
 * @param registryFolder the folder of the registry with its artifacts
 * @param fleetArtifact where the fleet artifact is
 * @param gitHost the server of its Git repositories, for example {@code github.com}
 * @param owner the account or group that has them there, for example {@code Acme-Corp} or {@code
 *     acme/platform}
 * @param fleetRepository the Git repository of the fleet, without its owner
 * @param releaseTag how Git names the releases of the fleet
 * @param isExample whether it is only an example, not the user's own; see {@link #asExample}
 */
@RecordBuilder
public record Organization(
    OciUrl registryFolder,
    OciUrl fleetArtifact,
    String gitHost,
    String owner,
    String fleetRepository,
    ReleaseTag releaseTag,
    boolean isExample) {
  /** Where workflows sign without keys, by certificates that name them. */
  public static final String GITHUB = "github.com";

  /** The name of the fleet artifact. */
  public static final String FLEET = "fleet";

  public Organization {
    OrganizationNames.checkHost(gitHost);
    OrganizationNames.checkOwner(gitHost, owner);
    OrganizationNames.checkRepository(fleetRepository);
  }

  /**
   * Returns an organization that has the same name on GitHub and, in lower case, in its registry.
   *
   * @param registry the registry's host, with a folder if it needs one: {@code ghcr.io}, {@code
   *     europe-docker.pkg.dev/acme-prod}
   * @param owner the account on GitHub, and the folder below that
   * @param fleetRepository the repository that the fleet artifact is pushed from, and to
   */
  public static Organization onGitHub(String registry, String owner, String fleetRepository) {
    OrganizationNames.checkRegistry(registry);
    // Else an owner with folders would be blamed for what is wrong in the registry's path.
    OrganizationNames.checkOwner(GITHUB, owner);
    OciUrl folder = new OciUrl("oci://" + registry + "/" + inRegistry(owner));
    return builder(folder, owner).fleetRepository(fleetRepository).build();
  }

  /**
   * Returns a builder of an organization whose Git repositories and artifacts are not named alike,
   * or whose Git server is not GitHub; its fleet's repository is {@code fleet}.
   *
   * @param registryFolder the folder of the registry with its artifacts
   * @param owner the account or group that has the Git repositories
   */
  public static Builder builder(OciUrl registryFolder, String owner) {
    return new Builder(registryFolder, owner);
  }

  /**
   * Returns this organization as an example, not the user's own: its fleet can be synthesized and
   * planned, but the program deploys it only through a mirror of its registry, or when the user
   * explicitly trusts the owner, who would decide what runs on the clusters.
   */
  public Organization asExample() {
    return OrganizationFields.from(this).isExample(true).build();
  }

  /** Returns the registry's host, with its port if there is one. */
  public String registry() {
    return registryFolder.host();
  }

  /** Returns the Git repository of the fleet, {@code owner/name}. */
  public String fleetGitRepository() {
    return owner + "/" + fleetRepository;
  }

  /** Returns the refs that sign what clusters of {@code environment} run as the fleet. */
  public GitRef signedFrom(Environment environment) {
    return environment.signedFrom().withReleases(releaseTag.all(FLEET));
  }

  /** Returns the address of a Git repository of the owner. */
  public String gitUrl(String repository) {
    return "https://" + gitHost + "/" + owner + "/" + repository + ".git";
  }

  /**
   * Returns the artifacts of another repository of the owner.
   *
   * @param name what their sources are called on a cluster, for example {@code infra}
   * @param repository the Git repository, and in lower case the folder of the registry
   * @param signer who signs them, given {@code owner/name} of the Git repository, for example
   *     {@code ArtifactSigner::gitHubActions}
   */
  public ArtifactRepository artifacts(
      String name, String repository, Function<String, ArtifactSigner> signer) {
    OrganizationNames.checkRepository(repository);
    return new ArtifactRepository(
        name, registryFolder.child(inRegistry(repository)), signer.apply(owner + "/" + repository));
  }

  /**
   * Returns a repository of the owner with components or tenants that clusters take from Git.
   *
   * @param name what their sources are called on a cluster, for example {@code apps}
   * @param repository the Git repository, without its owner
   * @param verification whose signature its commits must carry, else clusters use none of them;
   *     with {@link GitVerification#none()}, the Git server, and each account that can push there,
   *     decide what runs
   */
  public GitContentRepository gitContent(
      String name, String repository, GitVerification verification) {
    OrganizationNames.checkRepository(repository);
    return new GitContentRepository(name, gitUrl(repository), verification);
  }

  /**
   * Returns a policy that allows what the owner has on the Git server, and what it has in the
   * registry if that is signed as the tenant's own artifact is.
   */
  public SourcePolicyProps sourcePolicy() {
    return SourcePolicyProps.of("https://" + gitHost + "/" + owner + "/")
        .allowingSigned(registryFolder.value() + "/");
  }

  private static String inRegistry(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Builds an {@link Organization}. */
  public static final class Builder {
    private final OciUrl registryFolder;
    private final String owner;
    private String gitHost = GITHUB;
    private String fleetRepository = FLEET;
    private String fleetFolder = "";
    private ReleaseTag releaseTag = ReleaseTag.OF_REPOSITORY;

    private Builder(OciUrl registryFolder, String owner) {
      this.registryFolder = registryFolder;
      this.owner = owner;
    }

    /** Sets the server of its Git repositories; defaults to {@code github.com}. */
    public Builder gitHost(String value) {
      gitHost = value;
      return this;
    }

    /** Sets the Git repository of the fleet, without its owner; defaults to {@code fleet}. */
    public Builder fleetRepository(String value) {
      fleetRepository = value;
      return this;
    }

    /**
     * Sets the name of the fleet artifact in the registry's folder; defaults to its Git repository
     * in lower case.
     */
    public Builder fleetArtifact(String value) {
      fleetFolder = value;
      return this;
    }

    /** Sets how Git names the fleet's releases; defaults to {@code v{version}}. */
    public Builder releaseTag(ReleaseTag value) {
      releaseTag = value;
      return this;
    }

    /** Returns the organization. */
    public Organization build() {
      OrganizationNames.checkRepository(fleetRepository);
      String artifact = fleetFolder.isEmpty() ? inRegistry(fleetRepository) : fleetFolder;
      return new Organization(
          registryFolder,
          registryFolder.child(artifact),
          gitHost,
          owner,
          fleetRepository,
          releaseTag,
          false);
    }
  }
}
