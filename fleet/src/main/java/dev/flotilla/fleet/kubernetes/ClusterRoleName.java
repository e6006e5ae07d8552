package dev.flotilla.fleet.kubernetes;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a ClusterRole, for example {@code admin}.
 *
 * <p>Rejected: what no role can be called, and what is almost the name of one that every cluster
 * has, such as {@code amdin}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles">User-facing
 *     roles</a>
 */
public record ClusterRoleName(String value) {
  /** Comes before the constants, which are checked by it. */
  private static final Pattern RULE = Pattern.compile("(?!\\.{1,2}$)[-\\w.:]+");

  /** All rights in a namespace but for its quota and itself. */
  public static final ClusterRoleName ADMIN = new ClusterRoleName("admin");

  /** All rights on the cluster. */
  public static final ClusterRoleName CLUSTER_ADMIN = new ClusterRoleName("cluster-admin");

  public ClusterRoleName {
    check("a cluster role", value);
  }

  /**
   * Returns the name of a ClusterRole.
   *
   * @param what names the value in the message, in the user's words
   */
  public static ClusterRoleName of(String what, String value) {
    check(what, value);
    return new ClusterRoleName(value);
  }

  private static void check(String what, String value) {
    if (!RULE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + " must be the name of a ClusterRole such as 'admin', got '" + value + "'");
    }
    Suggestion.typo(value, List.of("admin", "cluster-admin", "edit", "view"))
        .ifPresent(
            role -> {
              throw new IllegalArgumentException(
                  "%s must be the name of a ClusterRole, got '%s'; did you mean '%s'?"
                      .formatted(what, value, role));
            });
  }

  @Override
  public String toString() {
    return value;
  }
}
