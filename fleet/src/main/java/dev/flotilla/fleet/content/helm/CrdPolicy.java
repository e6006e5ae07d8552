package dev.flotilla.fleet.content.helm;

/**
 * What happens to the CustomResourceDefinitions in a chart's folder {@code crds}.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/helm/helmreleases/#controlling-the-lifecycle-of-custom-resource-definitions">CRDs
 *     of a HelmRelease</a>
 */
public enum CrdPolicy {
  /** CRDs are neither created nor changed. */
  SKIP("Skip", "Skip"),

  /** Missing CRDs are created; existing ones are not changed. */
  CREATE("Create", "Create"),

  /**
   * An install creates missing CRDs; an upgrade replaces all of them, which removes versions and
   * fields that the new ones lack.
   */
  CREATE_REPLACE("Create", "CreateReplace");

  private final String onInstall;
  private final String onUpgrade;

  CrdPolicy(String onInstall, String onUpgrade) {
    this.onInstall = onInstall;
    this.onUpgrade = onUpgrade;
  }

  String onInstall() {
    return onInstall;
  }

  String onUpgrade() {
    return onUpgrade;
  }
}
