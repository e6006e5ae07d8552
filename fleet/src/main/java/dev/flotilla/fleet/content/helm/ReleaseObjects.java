package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.internal.FieldMerge;
import dev.flotilla.fleet.content.internal.NamedObject;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects of a release in one environment, and the problems found in them. */
final class ReleaseObjects {
  private final HelmRelease release;
  private final String environment;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Object> spec;

  ReleaseObjects(HelmRelease release, String environment) {
    this.release = release;
    this.environment = environment;
    FieldMerge merge = new FieldMerge(release.id());
    this.spec = merge.merge(spec(), release.fields());
    this.problems.addAll(merge.problems());
  }

  List<String> problems() {
    return problems;
  }

  List<KubernetesObject> objects() {
    KubernetesObject object =
        NamedObject.of(
            "helm.toolkit.fluxcd.io/v2", "HelmRelease", release.name(), Ordered.map("spec", spec));
    return Ordered.append(release.chart().sources(release.name()), object);
  }

  private Map<String, Object> spec() {
    Map<String, Object> fields = Ordered.map("interval", Durations.format(release.interval()));
    release.timeout().ifPresent(value -> fields.put("timeout", Durations.format(value)));
    fields.putAll(release.chart().reference(release.name()));
    release.account().ifPresent(value -> fields.put("serviceAccountName", value));
    put(
        fields,
        "dependsOn",
        release.dependsOnReleases().stream()
            .map(other -> Ordered.map("name", other.name()))
            .toList());
    put(fields, "install", install());
    put(fields, "upgrade", upgrade());
    release.driftDetection().ifPresent(value -> fields.put("driftDetection", value.toSpec()));
    put(fields, "valuesFrom", release.valuesFrom().stream().map(ValuesSource::toSpec).toList());
    put(fields, "values", values());
    put(
        fields,
        "postRenderers",
        release.postRenderers().stream().map(PostRenderer::toSpec).toList());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, List<?> value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static void put(Map<String, Object> fields, String name, Map<?, ?> value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private Map<String, Object> install() {
    Map<String, Object> install = Ordered.map();
    release.crds().ifPresent(policy -> install.put("crds", policy.onInstall()));
    install.putAll(release.install().toSpec());
    return install;
  }

  private Map<String, Object> upgrade() {
    Map<String, Object> upgrade = Ordered.map();
    release.crds().ifPresent(policy -> upgrade.put("crds", policy.onUpgrade()));
    upgrade.putAll(release.upgrade().toSpec());
    return upgrade;
  }

  /** Changes apply in order, so that a later one may replace what an earlier one has added. */
  private Map<String, Object> values() {
    Map<String, Object> values = release.values().data();
    for (ValuesChange change : release.changes()) {
      if (change.environment().equals(environment)) {
        ValuesMerge merge = new ValuesMerge(release.id(), change.adds());
        values = merge.merge(values, change.values().data());
        problems.addAll(merge.problems());
      }
    }
    return values;
  }
}
