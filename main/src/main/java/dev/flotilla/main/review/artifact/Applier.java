package dev.flotilla.main.review.artifact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What applies the objects of a manifest, which its path says. */
final class Applier {
  private static final Pattern CONTENT = Pattern.compile("applied-by/([^/]+/[^/]*/[^/]+)/.*");

  private Applier() {}

  /**
   * Returns a path that says it, which no fleet artifact has.
   *
   * @param applier for example {@code HelmRelease/web/podinfo}
   */
  static String path(String applier, String file) {
    return "applied-by/" + applier + "/" + file;
  }

  /** A cluster syncs its own folder; from there, another Kustomization has its tenants. */
  static String of(String path) {
    Matcher content = CONTENT.matcher(path);
    if (content.matches()) {
      return content.group(1);
    }
    return "Kustomization/flux-system/" + (path.startsWith("tenants/") ? "tenants" : "flux-system");
  }
}
