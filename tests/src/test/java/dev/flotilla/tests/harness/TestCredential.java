package dev.flotilla.tests.harness;

import java.util.Map;

/** The values of the credentials that this repository's fleet asks for, unlike any other text. */
public final class TestCredential {
  /** What every cluster pulls with. */
  public static final String VARIABLE = "TF_VAR_ghcr_auth_password";

  public static final String VALUE = "ghp_Xq7vN2mKfLw9TzRb4sYd";

  /** What the cluster {@code update} pushes with. */
  static final String GIT_VARIABLE = "TF_VAR_github_auth_password";

  public static final String GIT_VALUE = "ghp_c8KtW3jPzVu6HnEa1oBx";

  public static final Map<String, String> ALL = Map.of(VARIABLE, VALUE, GIT_VARIABLE, GIT_VALUE);

  private TestCredential() {}
}
