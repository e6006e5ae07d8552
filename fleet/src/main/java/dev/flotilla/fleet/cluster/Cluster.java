package dev.flotilla.fleet.cluster;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.flux.Variables;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Kubernetes cluster of a fleet; it gets one stack and one OpenTofu state.
 *
 * <p>Rejected: names and regions that are no RFC 1123 label, a domain that is no subdomain.
 *
 * @param name the cluster's folder in the fleet artifact, its stack and its state
 * @param runtimeName what components and apps know the cluster by; defaults to the name
 * @param domain the public domain of its ingresses, if it has any
 * @param region where it runs, if components need to know
 * @param flux how Flux runs on it; defaults to what its role needs
 * @param access how it is reached; defaults to the context of its name in {@code ~/.kube/config}
 * @param state where OpenTofu keeps what it knows of it; defaults to a local file
 * @param encryption how OpenTofu encrypts that; defaults to not at all
 * @param credentials the Secrets that it has beside those of the fleet; defaults to none
 * @param componentSets the components that it runs beside those of the fleet; defaults to none
 * @param tenants the tenants that it runs beside those of the fleet; defaults to none
 * @param updateAutomations the Git repositories whose images it updates; defaults to none
 * @param pins by an artifact's address, the release that it runs, whatever its channel says;
 *     defaults to none
 * @param variables what its components and tenants are told beside what this says; defaults to none
 * @param objects what Flux applies as it stands, beside all that is generated; defaults to none
 * @param dns where its pods ask for names; defaults to that of its flavour of Kubernetes
 */
public record Cluster(
    String name,
    Environment environment,
    Role role,
    String runtimeName,
    Optional<String> domain,
    Optional<String> region,
    FluxSettings flux,
    ClusterAccess access,
    State state,
    Encryption encryption,
    List<Credential> credentials,
    List<ComponentSetProps> componentSets,
    List<TenantProps> tenants,
    List<UpdateAutomationProps> updateAutomations,
    SortedMap<String, Version> pins,
    SortedMap<String, String> variables,
    List<KubernetesObject> objects,
    Optional<ClusterDns> dns) {

  /** What a cluster is there for. */
  public enum Role {
    /** It runs components and tenants. */
    WORKLOAD,
    /** It updates image tags in Git for the others. */
    AUTOMATION
  }

  public Cluster {
    Rfc1123.label("the name of a cluster", name);
    Rfc1123.label("the runtime name of cluster '" + name + "'", runtimeName);
    domain.ifPresent(value -> Rfc1123.subdomain("the domain of cluster '" + name + "'", value));
    region.ifPresent(value -> Rfc1123.label("the region of cluster '" + name + "'", value));
    credentials = List.copyOf(credentials);
    componentSets = List.copyOf(componentSets);
    tenants = List.copyOf(tenants);
    updateAutomations = List.copyOf(updateAutomations);
    pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    variables = Variables.copyOf(variables);
    objects = List.copyOf(objects);
    for (String variable : variables.keySet()) {
      ClusterVariables.requireOther(name, variable);
    }
  }

  /** Returns a builder of a cluster for components and tenants. */
  public static Builder workload(String name, Environment environment) {
    return new Builder(name, environment, Role.WORKLOAD, FluxSettings.workload().build());
  }

  /** Returns a builder of a cluster that updates image tags. */
  public static Builder automation(String name, Environment environment) {
    return new Builder(name, environment, Role.AUTOMATION, FluxSettings.automation().build());
  }

  /** Returns the cluster's folder in the fleet artifact, which its Flux syncs. */
  public String syncPath() {
    return "clusters/" + name;
  }

  /** Builds a {@link Cluster}. */
  public static final class Builder {
    private final String name;
    private final Environment environment;
    private final Role role;
    private String runtimeName;
    private Optional<String> domain = Optional.empty();
    private Optional<String> region = Optional.empty();
    private FluxSettings flux;
    private ClusterAccess access;
    private State state = State.local();
    private Encryption encryption = Encryption.none();
    private final List<Credential> credentials = new ArrayList<>();
    private final List<ComponentSetProps> componentSets = new ArrayList<>();
    private final List<TenantProps> tenants = new ArrayList<>();
    private final List<UpdateAutomationProps> updateAutomations = new ArrayList<>();
    private final SortedMap<String, Version> pins = new TreeMap<>();
    private final SortedMap<String, String> variables = new TreeMap<>();
    private final List<KubernetesObject> objects = new ArrayList<>();
    private Optional<ClusterDns> dns = Optional.empty();

    private Builder(String name, Environment environment, Role role, FluxSettings flux) {
      this.name = name;
      this.environment = environment;
      this.role = role;
      this.runtimeName = name;
      this.flux = flux;
      this.access = ClusterAccess.kubeconfig("~/.kube/config", name);
    }

    /** Sets what components and apps know the cluster by; defaults to its name. */
    public Builder runtimeName(String value) {
      runtimeName = value;
      return this;
    }

    /** Sets the public domain of its ingresses; defaults to none. */
    public Builder domain(String value) {
      domain = Optional.of(value);
      return this;
    }

    /** Sets where it runs; defaults to untold. */
    public Builder region(String value) {
      region = Optional.of(value);
      return this;
    }

    /** Sets how Flux runs on it; defaults to what its role needs. */
    public Builder flux(FluxSettings value) {
      flux = value;
      return this;
    }

    /** Sets how it is reached; defaults to the context of its name in {@code ~/.kube/config}. */
    public Builder access(ClusterAccess value) {
      access = value;
      return this;
    }

    /** Sets where OpenTofu keeps its state; defaults to a local file. */
    public Builder state(State value) {
      state = value;
      return this;
    }

    /** Sets how OpenTofu encrypts state and plans; defaults to not at all. */
    public Builder encryption(Encryption value) {
      encryption = value;
      return this;
    }

    /** Adds a Secret in {@code flux-system} beside those of the fleet. */
    public Builder addCredential(Credential credential) {
      credentials.add(credential);
      return this;
    }

    /** Adds components beside those of the fleet. */
    public Builder addComponentSet(ComponentSetProps set) {
      componentSets.add(set);
      return this;
    }

    /** Adds a tenant beside those of the fleet. */
    public Builder addTenant(TenantProps tenant) {
      tenants.add(tenant);
      return this;
    }

    /** Adds a Git repository whose images the cluster updates. */
    public Builder addUpdateAutomation(UpdateAutomationProps automation) {
      updateAutomations.add(automation);
      return this;
    }

    /**
     * Runs one release of an artifact, for example the next one on a cluster that goes ahead;
     * defaults to what the channel points to.
     *
     * <p>Rejected: what {@code publish} makes no release of, such as a pre-release.
     *
     * @param release the version in the release's tag, for example {@code v1.2.3}
     */
    public Builder pin(Artifact artifact, String release) {
      String address = artifact.url().value();
      pins.put(address, Version.ofTag(release).orElseThrow(() -> noRelease(address, release)));
      return this;
    }

    private IllegalArgumentException noRelease(String artifact, String release) {
      return new IllegalArgumentException(
          "the release that cluster '%s' runs of '%s' must be a version such as 'v1.2.3', without a pre-release, got '%s'"
              .formatted(name, artifact, release));
    }

    /** Adds a variable for components and tenants, for example {@code INGRESS_CLASS}. */
    public Builder addVariable(String variable, String value) {
      variables.put(variable, value);
      return this;
    }

    /**
     * Adds an object of the user's own, for example a StorageClass: Flux applies it as it stands,
     * with all rights, and prunes it when it is no longer here.
     */
    public Builder addObject(KubernetesObject object) {
      objects.add(object);
      return this;
    }

    /**
     * Sets where its pods ask for names; defaults to {@code openshift-dns} on OpenShift, else to
     * {@code kube-system}.
     */
    public Builder dns(ClusterDns value) {
      dns = Optional.of(value);
      return this;
    }

    /** Returns the cluster. */
    public Cluster build() {
      return new Cluster(
          name,
          environment,
          role,
          runtimeName,
          domain,
          region,
          flux,
          access,
          state,
          encryption,
          credentials,
          componentSets,
          tenants,
          updateAutomations,
          pins,
          variables,
          objects,
          dns);
    }
  }
}
