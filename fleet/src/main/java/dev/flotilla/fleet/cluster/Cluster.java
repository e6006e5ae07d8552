package dev.flotilla.fleet.cluster;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.flux.FluxSettings;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.object.ClusterDns;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Kubernetes cluster of a fleet; it gets one stack and one OpenTofu state.
 *
 * <p>Rejected: names and regions that are not RFC 1123 labels, a domain that is not a subdomain.
 *
 * @param name the cluster's folder in the fleet artifact, its stack and its state
 * @param ring the ring of its environment that it is in; empty where the environment has none
 * @param facts what its components and tenants know about it
 * @param flux how Flux runs on it
 * @param openTofu how OpenTofu works on it
 * @param workloads what it runs in addition to what the fleet gives to all
 * @param pins by an artifact's address, the release that it runs, whatever its channel says
 * @param updateAutomations the Git repositories whose images it updates
 * @param objects what Flux applies as it stands, in addition to what is generated
 * @param credentials the Secrets that it has beside those of the fleet
 * @param dns where its pods resolve names; empty means where its flavor of Kubernetes does
 */
@RecordBuilder
public record Cluster(
    String name,
    Environment environment,
    Optional<RingName> ring,
    Role role,
    ClusterFacts facts,
    FluxSettings flux,
    OpenTofuSettings openTofu,
    Workloads workloads,
    SortedMap<String, Version> pins,
    List<UpdateAutomationProps> updateAutomations,
    List<KubernetesObject> objects,
    List<Credential> credentials,
    Optional<ClusterDns> dns) {

  /** What a cluster is for. */
  public enum Role {
    /** It runs components and tenants. */
    WORKLOAD,
    /** It updates image tags in Git for the others. */
    AUTOMATION
  }

  public Cluster {
    Rfc1123.label("the name of a cluster", name);
    facts.check(name);
    pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
    updateAutomations = List.copyOf(updateAutomations);
    objects = objects.stream().map(KubernetesObject::copy).toList();
    credentials = List.copyOf(credentials);
  }

  /** Returns a builder of a cluster for components and tenants. */
  public static Builder workload(String name, Environment environment) {
    return builder(name, environment, Role.WORKLOAD, FluxSettings.workload().build());
  }

  /** Returns a builder of a cluster that updates image tags. */
  public static Builder automation(String name, Environment environment) {
    return builder(name, environment, Role.AUTOMATION, FluxSettings.automation().build());
  }

  private static Builder builder(
      String name, Environment environment, Role role, FluxSettings flux) {
    return new Builder(
        ClusterFields.builder()
            .name(name)
            .environment(environment)
            .role(role)
            .facts(ClusterFacts.of(name))
            .flux(flux)
            .openTofu(OpenTofuSettings.of(name))
            .workloads(Workloads.NONE)
            .pins(Collections.emptySortedMap())
            .updateAutomations(List.of())
            .objects(List.of())
            .credentials(List.of()));
  }

  /** Returns a builder with the values of this cluster. */
  public Builder toBuilder() {
    return new Builder(ClusterFields.from(this));
  }

  /**
   * Returns what it follows: the channel of its ring, or of its environment where that has no
   * rings.
   *
   * @throws IllegalArgumentException if it is in none of its environment's rings
   */
  public Channel channel() {
    if (ring.isEmpty() && environment.rings().isEmpty()) {
      return environment.channel();
    }
    return environment.channel(
        ring.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a cluster must be in a ring of its environment '%s', got none; set one of them with Cluster.Builder.ring: %s"
                        .formatted(environment.name(), environment.ringNames()))));
  }

  /** Returns the cluster's folder in the fleet artifact, which its Flux syncs. */
  public String syncPath() {
    return "clusters/" + name;
  }

  /** Builds a {@link Cluster}. */
  public static final class Builder {
    private final ClusterFields fields;

    private Builder(ClusterFields fields) {
      this.fields = fields;
    }

    /**
     * Sets the ring that it is in, one of its environment's; defaults to none, which only an
     * environment without rings takes.
     */
    public Builder ring(String name) {
      fields.ring(Optional.of(new RingName(name)));
      return this;
    }

    /** Sets what components and apps know the cluster by; defaults to its name. */
    public Builder runtimeName(String value) {
      fields.facts(fields.facts().withRuntimeName(value));
      return this;
    }

    /** Sets the public domain of its ingresses; defaults to none. */
    public Builder domain(String value) {
      fields.facts(fields.facts().withDomain(value));
      return this;
    }

    /** Sets where it runs; defaults to none. */
    public Builder region(String value) {
      fields.facts(fields.facts().withRegion(value));
      return this;
    }

    /**
     * Sets its version of Kubernetes, for example {@code 1.35}, for which content is checked and
     * charts are templated; defaults to the newest that {@code check} knows.
     *
     * <p>Rejected: another form, such as {@code v1.35.2}.
     */
    public Builder kubernetes(String value) {
      fields.facts(fields.facts().withKubernetes(value));
      return this;
    }

    /** Sets how Flux runs on it; defaults to what its role needs. */
    public Builder flux(FluxSettings value) {
      fields.flux(value);
      return this;
    }

    /** Sets how it is reached; defaults to the context of its name in {@code ~/.kube/config}. */
    public Builder access(ClusterAccess value) {
      fields.openTofu(fields.openTofu().withAccess(value));
      return this;
    }

    /** Sets where OpenTofu keeps its state; defaults to a local file. */
    public Builder state(State value) {
      fields.openTofu(fields.openTofu().withState(value));
      return this;
    }

    /** Sets how OpenTofu encrypts state and plans; defaults to not at all. */
    public Builder encryption(Encryption value) {
      fields.openTofu(fields.openTofu().withEncryption(value));
      return this;
    }

    /** Adds a Secret in {@code flux-system} beside those of the fleet. */
    public Builder addCredential(Credential credential) {
      fields.credentials(Ordered.append(fields.credentials(), credential));
      return this;
    }

    /** Adds components beside those of the fleet. */
    public Builder addComponentSet(ComponentSetProps set) {
      fields.workloads(fields.workloads().with(set));
      return this;
    }

    /** Adds a tenant beside those of the fleet. */
    public Builder addTenant(TenantProps tenant) {
      fields.workloads(fields.workloads().with(tenant));
      return this;
    }

    /** Adds a Git repository whose images the cluster updates. */
    public Builder addUpdateAutomation(UpdateAutomationProps automation) {
      fields.updateAutomations(Ordered.append(fields.updateAutomations(), automation));
      return this;
    }

    /**
     * Runs one release of an artifact, for example the next one on a cluster that goes ahead;
     * defaults to what the channel points to.
     *
     * <p>Rejected: a version that {@code publish} never releases, such as a pre-release; a second
     * one of the same artifact.
     *
     * @param release for example {@code new Version(1, 2, 3)}, whose tag is {@code v1.2.3}
     */
    public Builder pin(Artifact artifact, Version release) {
      String address = artifact.url().value();
      if (!release.isRelease()) {
        throw new IllegalArgumentException(
            "the release that cluster '%s' runs of '%s' must be a version such as '1.2.3', without a pre-release, got '%s'"
                .formatted(fields.name(), address, release));
      }
      String what = "a pin of cluster '" + fields.name() + "'";
      fields.pins(Ordered.putNew(fields.pins(), address, release, what));
      return this;
    }

    /**
     * Adds a variable for components and tenants, for example {@code INGRESS_CLASS}.
     *
     * <p>Rejected: a variable that it has.
     */
    public Builder addVariable(String variable, String value) {
      fields.facts(fields.facts().withVariable(fields.name(), variable, value));
      return this;
    }

    /**
     * Adds an object of the user's own, for example a StorageClass: Flux applies it as it stands,
     * with all rights, and prunes it when it is no longer here.
     */
    public Builder addObject(KubernetesObject object) {
      fields.objects(Ordered.append(fields.objects(), object));
      return this;
    }

    /**
     * Sets where its pods resolve names; defaults to {@code openshift-dns} on OpenShift, else to
     * {@code kube-system}.
     */
    public Builder dns(ClusterDns value) {
      fields.dns(Optional.of(value));
      return this;
    }

    /** Returns the cluster. */
    public Cluster build() {
      return fields.build();
    }
  }
}
