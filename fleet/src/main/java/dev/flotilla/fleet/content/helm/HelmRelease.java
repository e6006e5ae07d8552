package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.ContentItem;
import dev.flotilla.fleet.content.internal.PlainData;
import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Helm release, with the source of its chart.
 *
 * <pre>{@code
 * HelmRelease.builder("cert-manager", chart)
 *     .values(Values.yaml("crds: {enabled: true}\nreplicaCount: 1"))
 *     .valuesIn(PRODUCTION, Values.of("replicaCount", 3))
 *     .crds(CrdPolicy.CREATE_REPLACE)
 *     .upgrade(Upgrade.retries(3).rollback())
 *     .build();
 * }</pre>
 *
 * <p>Rejected: a name that is not an RFC 1123 label of at most 53 characters. Reported when the
 * content is rendered, for all environments together: values of an environment that do not fit the
 * shared ones, and further fields that have a typed value here.
 *
 * @param name the name of the HelmRelease and of the Helm release
 * @param interval how often helm-controller reconciles the release
 * @param timeout how long each action of Helm may take; empty means Flux's 5 minutes
 * @param account the service account that Helm acts as; empty means what the namespace defaults to
 * @param dependsOnReleases releases of the same content that must be Ready first
 * @param crds what happens to the chart's CRDs; empty means that only an install creates them
 * @param valuesFrom values from Secrets and ConfigMaps, which the release's own override
 * @param values the values that all environments share
 * @param changes the changes to these values by environment
 * @param fields further fields of its spec
 */
@RecordBuilder
public record HelmRelease(
    String name,
    Chart chart,
    Duration interval,
    Optional<Duration> timeout,
    Optional<String> account,
    List<HelmRelease> dependsOnReleases,
    Optional<CrdPolicy> crds,
    Install install,
    Upgrade upgrade,
    Optional<DriftDetection> driftDetection,
    List<ValuesSource> valuesFrom,
    Values values,
    List<ValuesChange> changes,
    List<PostRenderer> postRenderers,
    Map<String, Object> fields)
    implements ContentItem {
  /** Helm's own limit. */
  private static final int MAX_NAME = 53;

  public HelmRelease {
    Rfc1123.label("the name of a Helm release", name);
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "the name of a Helm release must have at most %d characters, got '%s'; shorten it"
              .formatted(MAX_NAME, name));
    }
    Durations.check("the interval of a Helm release", interval);
    timeout.ifPresent(value -> Durations.check("the timeout of a Helm release", value));
    account.ifPresent(value -> Rfc1123.subdomain("the account of a Helm release", value));
    dependsOnReleases = List.copyOf(dependsOnReleases);
    valuesFrom = List.copyOf(valuesFrom);
    changes = List.copyOf(changes);
    postRenderers = List.copyOf(postRenderers);
    fields = PlainData.copyOf("the further fields of HelmRelease '" + name + "'", fields);
  }

  /** Returns a builder of a release that is reconciled every hour. */
  public static Builder builder(String name, Chart chart) {
    return new Builder(
        HelmReleaseFields.builder()
            .name(name)
            .chart(chart)
            .interval(Duration.ofHours(1))
            .dependsOnReleases(List.of())
            .install(Install.defaults())
            .upgrade(Upgrade.defaults())
            .valuesFrom(List.of())
            .values(Values.NONE)
            .changes(List.of())
            .postRenderers(List.of())
            .fields(Ordered.map()));
  }

  @Override
  public String id() {
    return "HelmRelease '" + name + "'";
  }

  @Override
  public List<KubernetesObject> objects(String environment) {
    return new ReleaseObjects(this, environment).objects();
  }

  @Override
  public List<String> problems(String environment) {
    return new ReleaseObjects(this, environment).problems();
  }

  @Override
  public List<String> environments() {
    return changes.stream().map(ValuesChange::environment).distinct().toList();
  }

  @Override
  public List<VersionUse> versions() {
    return chart.versionUse().stream().toList();
  }

  @Override
  public List<String> dependsOn() {
    return dependsOnReleases.stream().map(HelmRelease::id).toList();
  }

  /** Builds a {@link HelmRelease}. */
  public static final class Builder {
    private final HelmReleaseFields fields;

    private Builder(HelmReleaseFields fields) {
      this.fields = fields;
    }

    /** Sets the values that all environments share; defaults to the chart's values. */
    public Builder values(Values value) {
      fields.values(value);
      return this;
    }

    /**
     * Replaces some shared values in one environment, as Helm does: maps merge, lists are replaced,
     * null removes the chart's value. A key that the shared values lack, or a value of another type
     * than theirs, is a problem.
     */
    public Builder valuesIn(Environment environment, Values value) {
      return change(new ValuesChange(environment.name(), false, value));
    }

    /**
     * Adds to the shared values in one environment; maps merge. A key that the shared values have
     * is a problem.
     */
    public Builder addValuesIn(Environment environment, Values value) {
      return change(new ValuesChange(environment.name(), true, value));
    }

    private Builder change(ValuesChange change) {
      fields.changes(Ordered.append(fields.changes(), change));
      return this;
    }

    /** Adds values from a Secret or ConfigMap; of several, the last one wins. */
    public Builder addValuesFrom(ValuesSource source) {
      fields.valuesFrom(Ordered.append(fields.valuesFrom(), source));
      return this;
    }

    /** Sets how often helm-controller reconciles the release; defaults to every hour. */
    public Builder interval(Duration value) {
      fields.interval(value);
      return this;
    }

    /** Sets how long each action of Helm may take; defaults to Flux's 5 minutes. */
    public Builder timeout(Duration value) {
      fields.timeout(Optional.of(value));
      return this;
    }

    /** Sets the service account that Helm acts as; defaults to the namespace's default. */
    public Builder serviceAccount(String name) {
      fields.account(Optional.of(name));
      return this;
    }

    /** Adds a release of the same content that must be Ready before this one is installed. */
    public Builder dependsOn(HelmRelease release) {
      fields.dependsOnReleases(Ordered.append(fields.dependsOnReleases(), release));
      return this;
    }

    /** Sets what happens to the chart's CRDs; by default only an install creates them. */
    public Builder crds(CrdPolicy value) {
      fields.crds(Optional.of(value));
      return this;
    }

    /** Sets how the release is installed; defaults to {@link Install#defaults}. */
    public Builder install(Install value) {
      fields.install(value);
      return this;
    }

    /** Sets how the release is upgraded; defaults to {@link Upgrade#defaults}. */
    public Builder upgrade(Upgrade value) {
      fields.upgrade(value);
      return this;
    }

    /** Sets what happens when its objects are changed in the cluster; defaults to nothing. */
    public Builder driftDetection(DriftDetection value) {
      fields.driftDetection(Optional.of(value));
      return this;
    }

    /** Adds a change to what the chart renders; several apply in the order they were added. */
    public Builder addPostRenderer(PostRenderer value) {
      fields.postRenderers(Ordered.append(fields.postRenderers(), value));
      return this;
    }

    /**
     * Sets further fields of its {@code spec}, named as in Flux's API; maps merge with the fields
     * that have a typed value here.
     *
     * @param value for example {@code Map.of("maxHistory", 3)}
     */
    public Builder fields(Map<String, ?> value) {
      fields.fields(Ordered.copyOfMap(value));
      return this;
    }

    /** Returns the release. */
    public HelmRelease build() {
      return fields.build();
    }
  }
}
