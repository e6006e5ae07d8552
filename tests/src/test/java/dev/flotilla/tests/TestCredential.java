package dev.flotilla.tests;

/** The value of the credential that this repository's fleet asks for. */
final class TestCredential {
  static final String VARIABLE = "TF_VAR_ghcr_auth_password";

  /** Unlike any other text. */
  static final String VALUE = "ghp_Xq7vN2mKfLw9TzRb4sYd";

  private TestCredential() {}
}
