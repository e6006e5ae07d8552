package dev.flotilla.fleet.tenant;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import java.util.EnumSet;
import java.util.List;

/**
 * What the cluster's policies know of a tenant: an annotation of its namespaces, which is a list
 * with one entry a line.
 *
 * <p>The API server hands a namespace to every policy, so a policy has nothing to look up that may
 * be missing. A tenant cannot change it: the role {@code admin} has no right to its namespace, and
 * a policy keeps other roles off.
 */
public enum TenantMark {
  /** Whom its pods may talk with, as {@link NetworkAccess} says; without it, with everybody. */
  NETWORK("network"),
  /** The hosts that it may claim, as {@link SharedNames} says. */
  HOSTS("hosts"),
  /** Present if it may have load balancers. */
  LOAD_BALANCERS("load-balancers"),
  /** The addresses that its Services may ask for. */
  ADDRESSES("addresses"),
  /** The ports of nodes that its Services may have. */
  NODE_PORTS("node-ports"),
  /** What its Services may stand for outside the cluster. */
  EXTERNAL_NAMES("external-names"),
  /** The priority classes that its pods may have. */
  PRIORITY_CLASSES("priority-classes"),
  /** The shard that all its Flux objects are on; without it, that of the platform. */
  SHARD("shard"),
  /** The hosts that its Flux objects may name, as {@link FluxAccess} says. */
  FLUX_HOSTS("flux-hosts"),
  /** All namespaces that it has, if it has several. */
  NAMESPACES("namespaces"),
  /** Present if it may have ResourceSets and ResourceSetInputProviders. */
  RESOURCE_SETS("resource-sets"),
  /** Present if the addresses that its Flux objects name may be in its Secrets. */
  SECRET_ADDRESSES("secret-addresses"),
  /** Whose signatures its sources may demand, as {@link Signers} has them. */
  SIGNERS("signers"),
  /** What its GitRepositories may follow, each a URL and a branch; without it, any branch. */
  GIT_BRANCHES("git-branches");

  /** The label of a tenant's namespaces, with the tenant's name; Flux's own tools know it. */
  public static final String LABEL = "toolkit.fluxcd.io/tenant";

  /** What the annotations begin with. */
  public static final String PREFIX = "policy.flotilla.dev/";

  private final String id;

  TenantMark(String id) {
    this.id = id;
  }

  /** Returns the annotation. */
  public String annotation() {
    return PREFIX + id;
  }

  /** Returns what the annotation is called below its prefix. */
  public String id() {
    return id;
  }

  /** Returns whether a tenant that has it may do what others may not. */
  public boolean isException() {
    return !EnumSet.of(NETWORK, HOSTS, SHARD, NAMESPACES, SIGNERS, GIT_BRANCHES).contains(this);
  }

  /** Returns the metadata of a namespace that has the list; an empty one is not there. */
  public ObjectMetadata on(ObjectMetadata metadata, List<String> entries) {
    return entries.isEmpty()
        ? metadata
        : metadata.overriddenBy(
            ObjectMetadata.NONE.withAnnotation(annotation(), String.join("\n", entries)));
  }
}
