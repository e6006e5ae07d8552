package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.tenant.TenantMark;

/** How rules read what the namespace of an object says of its tenant. */
final class TenantMarkExpressions {
  private static final String ANNOTATIONS = "namespaceObject.metadata.annotations";

  /** CEL that yields the annotations of the object itself. */
  static final String ANNOTATIONS_OF_OBJECT =
      "has(object.metadata.annotations) ? object.metadata.annotations : {}";

  private TenantMarkExpressions() {}

  /** Returns CEL that says whether the namespace has the list at all. */
  static String presentExpression(TenantMark mark) {
    return "has(%1$s) && '%2$s' in %1$s".formatted(ANNOTATIONS, mark.annotation());
  }

  /** Returns CEL that yields the entries of the list. */
  static String list(TenantMark mark) {
    return "%s ? %s['%s'].split('\\n') : []"
        .formatted(presentExpression(mark), ANNOTATIONS, mark.annotation());
  }
}
