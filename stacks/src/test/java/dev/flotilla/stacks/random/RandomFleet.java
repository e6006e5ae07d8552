package dev.flotilla.stacks.random;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.GitContent;
import dev.flotilla.fleet.artifact.GitContentRepository;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.source.SyncOptions;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A valid fleet of one to three clusters, built from a seed through the public API alone, with
 * whatever options go together.
 */
public final class RandomFleet {
  private static final List<String> WORKLOADS = List.of("staging", "prod-eu", "prod-us");

  private final Choices choices;
  private final RandomOrganization organization;
  private final RandomCredentials credentials;
  private final RandomSigners signers;
  private final RandomComponents components;
  private final RandomPlace places;
  private final RandomFlux flux;

  /** Whether each workload cluster has a domain, which tenants may then have hosts of. */
  private final boolean hasDomain;

  private final List<ArtifactRepository> tenantRepositories = new ArrayList<>();
  private final List<PlatformComponent> sharedComponents = new ArrayList<>();
  private final List<TenantProps> sharedTenants = new ArrayList<>();

  private RandomFleet(Choices choices) {
    this.choices = choices;
    this.organization = new RandomOrganization(choices);
    this.credentials = new RandomCredentials(choices);
    this.signers = new RandomSigners(choices);
    this.components = new RandomComponents(choices, organization);
    this.places = new RandomPlace(choices);
    this.flux = new RandomFlux(choices);
    this.hasDomain = choices.maybe();
  }

  /** Returns the fleet of {@code seed}. */
  public static Fleet of(int seed) {
    Choices choices = new Choices(seed);
    Fleet fleet = new RandomMirror(choices).mirrored(new RandomFleet(choices).fleet());
    return choices.onceIn(4)
        ? fleet.toBuilder().sigstore(new RandomSigners(choices).sigstore()).build()
        : fleet;
  }

  private Fleet fleet() {
    Fleet.Builder fleet =
        Fleet.builder(organization.organization(), flux.release())
            .sync(new RandomSync(choices).sync(organization.organization()));
    addCredentials(fleet);
    addComponents(fleet);
    addTenants(fleet);
    int workloads = choices.between(1, 2);
    for (String name : WORKLOADS.subList(0, workloads)) {
      fleet.addCluster(workload(name));
    }
    if (choices.onceIn(3)) {
      fleet.addCluster(automation());
    }
    new RandomSourcePolicy(choices, organization.organization())
        .policy(tenantRepositories)
        .ifPresent(fleet::sourcePolicy);
    return fleet.build();
  }

  private void addCredentials(Fleet.Builder fleet) {
    if (choices.maybe()) {
      fleet.pullCredential(credentials.pull());
    } else if (choices.maybe()) {
      fleet.pullIdentity(choices.of(SyncOptions.Cloud.class));
    }
    if (choices.onceIn(4)) {
      fleet.addRegistryAuthority(
          choices.oneOf("ghcr.io", "registry.acme.example", "mirror.acme.example"),
          RandomCredentials.AUTHORITY);
    }
    if (choices.onceIn(3)) {
      fleet.addCredential(credentials.any());
    }
  }

  private void addComponents(Fleet.Builder fleet) {
    List<String> names =
        List.of("cert-manager", "monitoring", "ingress-nginx").subList(0, choices.between(0, 3));
    if (!names.isEmpty()) {
      ArtifactRepository infra = organization.repository("infra", names);
      sharedComponents.addAll(components.components(infra, names, List.of()));
      fleet.addComponentSet(new ComponentSetProps("infra", sharedComponents));
    }
  }

  private void addTenants(Fleet.Builder fleet) {
    List<String> names = List.of("frontend", "backend").subList(0, choices.between(0, 2));
    if (!names.isEmpty()) {
      ArtifactRepository apps = organization.repository("apps", names);
      sharedTenants.addAll(tenants(apps, names, sharedComponents));
      sharedTenants.forEach(fleet::addTenant);
    }
  }

  private List<TenantProps> tenants(
      ArtifactRepository repository, List<String> names, List<PlatformComponent> known) {
    tenantRepositories.add(repository);
    return new RandomTenants(choices, organization, hasDomain).tenants(repository, names, known);
  }

  private Cluster workload(String name) {
    Environment environment = signers.environment();
    Cluster.Builder cluster = Cluster.workload(name, environment).flux(flux.workload());
    if (hasDomain) {
      cluster.domain(name + ".example.com");
    }
    addBasics(cluster, name);
    addOwn(cluster, name);
    if (environment.channel() instanceof Channel.Branch) {
      addFromGit(cluster);
    }
    return cluster.build();
  }

  private void addOwn(Cluster.Builder cluster, String name) {
    List<PlatformComponent> known = new ArrayList<>(sharedComponents);
    List<TenantProps> tenants = new ArrayList<>(sharedTenants);
    if (choices.onceIn(4)) {
      List<String> names = List.of("storage");
      ArtifactRepository own = organization.foreignRepository("own-" + name, names);
      List<PlatformComponent> more = components.components(own, names, known);
      cluster.addComponentSet(new ComponentSetProps("own", more));
      known.addAll(more);
    }
    if (choices.onceIn(4)) {
      List<String> names = List.of("partner");
      ArtifactRepository partner = organization.foreignRepository("partner-" + name, names);
      List<TenantProps> more = tenants(partner, names, known);
      more.forEach(cluster::addTenant);
      tenants.addAll(more);
    }
    List<Artifact> artifacts =
        Stream.concat(
                known.stream().map(PlatformComponent::source),
                tenants.stream().map(TenantProps::source))
            .map(Artifact.class::cast)
            .toList();
    if (!artifacts.isEmpty() && choices.onceIn(3)) {
      cluster.pin(choices.of(artifacts), choices.oneOf(new Version(1, 2, 3), new Version(2, 0, 1)));
    }
  }

  private void addFromGit(Cluster.Builder cluster) {
    GitContentRepository git =
        choices.sometimes(
            organization.organization().gitContent("git", "d1-infra"),
            value -> value.withCredential(Credential.gitBasic("d1-infra", "git")));
    GitContent tools =
        choices.sometimes(
            git.content("tools"), value -> value.consuming("GIT_BRANCH").withCloudDecryption());
    cluster
        .addComponentSet(
            ComponentSetProps.of(
                "git", PlatformComponent.builder(tools).phases(Phases.ONE).build()))
        .addTenant(TenantProps.builder(git.content("portal")).build());
  }

  private Cluster automation() {
    Cluster.Builder cluster =
        Cluster.automation("update", signers.environment()).flux(flux.automation());
    addBasics(cluster, "update");
    UpdateAutomationProps updates =
        UpdateAutomationProps.of(
            "images", credentials.git("images"), new Author("Acme Bot", "bot@acme.example"));
    return cluster
        .addUpdateAutomation(
            choices.sometimes(
                updates,
                value ->
                    value
                        .withPushBranch("main")
                        .withUpdatePath("apps/base")
                        .withInterval(Duration.ofMinutes(5))))
        .build();
  }

  private void addBasics(Cluster.Builder cluster, String name) {
    places.place(cluster, name);
    if (choices.maybe()) {
      cluster.runtimeName(name + "-1");
    }
    if (choices.maybe()) {
      cluster.region("eu-central-1");
    }
    if (choices.onceIn(3)) {
      cluster.addVariable("INGRESS_CLASS", "nginx").addVariable("NOTE", "a: ${b} %{c} \"d\" ö");
    }
    if (choices.onceIn(4)) {
      cluster.addCredential(credentials.any());
    }
    if (choices.onceIn(4)) {
      cluster.dns(
          choices.sometimes(
              choices.oneOf(ClusterDns.OPENSHIFT, new ClusterDns("dns", 1053, Optional.empty())),
              value -> value.withNodeLocal("169.254.20.10")));
    }
    if (choices.onceIn(4)) {
      addObjects(cluster);
    }
  }

  private static void addObjects(Cluster.Builder cluster) {
    cluster
        .addObject(
            KubernetesObject.ofCluster(
                "storage.k8s.io/v1",
                "StorageClass",
                "fast",
                Ordered.map("provisioner", "ebs.csi.aws.com")))
        .addObject(
            KubernetesObject.of(
                "v1",
                "ConfigMap",
                "flux-system",
                "notes",
                Ordered.map("data", Ordered.map("note", "ünïcode\n\ntext\n"))));
  }
}
