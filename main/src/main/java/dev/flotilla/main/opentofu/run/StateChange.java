package dev.flotilla.main.opentofu.run;

import java.util.Optional;

/** How the state of a deployed cluster differs from what its stack says of it. */
public enum StateChange {
  /** It is kept elsewhere. */
  BACKEND(
      "Backend configuration changed",
      "is kept in a place that the fleet no longer declares",
      "set the cluster's state back to what it was",
      "move it"),
  /** It is not encrypted, and is to be. */
  UNENCRYPTED(
      "encountered unencrypted payload without unencrypted method configured",
      "is not encrypted, but the fleet declares encryption",
      "remove the cluster's encryption again",
      "encrypt it"),
  /** It is encrypted, and is not to be. */
  ENCRYPTED(
      "encrypted and can not be read without an encryption configuration",
      "is encrypted, but the fleet declares no encryption",
      "set the cluster's encryption back to what it was",
      "decrypt it"),
  /** It is encrypted with another passphrase or key. */
  OTHER_KEY(
      "decryption failed for all provided methods",
      "is encrypted with a passphrase or key other than the one given",
      "set the former one",
      "re-encrypt it");

  /** The passphrase that a state is read with once more. */
  public static final String OLD_PASSPHRASE = "FLOTILLA_OLD_STATE_PASSPHRASE";

  private final String sign;
  private final String finding;
  private final String wayBack;
  private final String remedy;

  StateChange(String sign, String finding, String wayBack, String remedy) {
    this.sign = sign;
    this.finding = finding;
    this.wayBack = wayBack;
    this.remedy = remedy;
  }

  /** Returns the change that a text of OpenTofu describes, wherever its lines break. */
  public static Optional<StateChange> of(String text) {
    String line = text.replaceAll("\\s+", " ");
    for (StateChange change : values()) {
      if (line.contains(change.sign)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  /** Returns the change that made a run fail, if one did. */
  public static Optional<StateChange> of(RunResult outcome) {
    StringBuilder said = new StringBuilder(outcome.stderr());
    outcome.errors().forEach(error -> said.append(' ').append(error.text()));
    return outcome.isFailure() ? of(said.toString()) : Optional.empty();
  }

  /** Returns the finding, and the two ways out of it, for the message on {@code cluster}. */
  String text(String cluster) {
    String passphrase = this == ENCRYPTED || this == OTHER_KEY ? OLD_PASSPHRASE + "=… " : "";
    return "its state %s; %s, or %s with '%sflotilla deploy %s --migrate-state'"
        .formatted(finding, wayBack, remedy, passphrase, cluster);
  }
}
