package dev.flotilla.main.review.artifact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a manifest, which says what applies its objects. */
final class ApplierPath {
  private static final Pattern CONTENT = Pattern.compile("applied-by/([^/]+/[^/]*/[^/]+)/.*");

  private ApplierPath() {}

  /**
   * Returns a path that says it, which no fleet artifact has.
   *
   * @param applier for example {@code HelmRelease/web/podinfo}
   */
  static String of(String applier, String file) {
    return "applied-by/" + applier + "/" + file;
  }

  /**
   * Returns what applies the objects of the manifest at {@code path}. A cluster syncs its own
   * folder; from there, another Kustomization has its tenants.
   */
  static String applier(String path) {
    Matcher content = CONTENT.matcher(path);
    if (content.matches()) {
      return content.group(1);
    }
    return "Kustomization/flux-system/" + (path.startsWith("tenants/") ? "tenants" : "flux-system");
  }
}
