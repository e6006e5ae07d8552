package dev.flotilla.main.review.change;

/** Why a change deserves a second look. The order is that in which dangers are printed. */
public enum DangerKind {
  /** A namespace, a volume or whatever a Kustomization has applied is deleted. */
  DELETED("deleted"),
  /** OpenTofu destroys or replaces a resource. */
  DESTROYED("destroyed"),
  /** What was kept from being deleted no longer is. */
  UNPROTECTED("unprotected"),
  /** Somebody may do more than before. */
  WIDENED_ROLE("widened-role"),
  /** A source is fetched without a signature. */
  UNVERIFIED("unverified"),
  /** A source accepts the signature of somebody else. */
  CHANGED_SIGNER("changed-signer"),
  /** A credential, or the key by which secrets are decrypted, is another. */
  CHANGED_CREDENTIAL("changed-credential"),
  /** A policy refuses less than before. */
  WEAKENED_POLICY("weakened-policy"),
  /** Tenants are refused what they were allowed. */
  REFUSED_TO_TENANTS("refused-to-tenants"),
  /** Flux no longer reconciles something. */
  SUSPENDED("suspended"),
  /** A version is lower than before. */
  DOWNGRADE("downgrade"),
  /** A part of an environment with rings changes in all of them at the same time. */
  OUTSIDE_RINGS("outside-rings"),
  /** All production clusters change at the same time. */
  ALL_AT_ONCE("all-at-once");

  private final String id;

  DangerKind(String id) {
    this.id = id;
  }

  /** Returns its name in JSON and in messages. */
  public String id() {
    return id;
  }
}
