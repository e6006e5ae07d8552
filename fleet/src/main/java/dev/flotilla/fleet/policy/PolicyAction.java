package dev.flotilla.fleet.policy;

/** What the API server does with a request that breaks a policy. */
public enum PolicyAction {
  /** It refuses the request. */
  DENY("Deny"),
  /** It lets the request pass and warns its sender. */
  WARN("Warn"),
  /** It lets the request pass and records it in the audit log. */
  AUDIT("Audit");

  private final String value;

  PolicyAction(String value) {
    this.value = value;
  }

  /** Returns the action as {@code spec.validationActions} of a policy binding has it. */
  public String value() {
    return value;
  }
}
