package dev.flotilla.main.opentofu.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about the errors that users of Flotilla meet most. */
final class Remedies {
  /** A part of OpenTofu's or a provider's message, and the remedy; the first that fits counts. */
  private static final Map<String, String> REMEDIES_BY_MESSAGE = new LinkedHashMap<>();

  static {
    REMEDIES_BY_MESSAGE.put(
        "checksums",
        "the providers' binaries differ from those of the last run; if that is intended, remove the recorded checksums with 'rm -r %1$s/.terraform %1$s/.terraform.lock.hcl' and run the command again");
    String providers =
        "the registry of the providers must be reachable; in a closed network, fill a folder with 'tofu providers mirror' elsewhere and name it as filesystem_mirror in the file that TF_CLI_CONFIG_FILE names";
    REMEDIES_BY_MESSAGE.put("Failed to resolve provider packages", providers);
    REMEDIES_BY_MESSAGE.put("Failed to install provider", providers);
    REMEDIES_BY_MESSAGE.put(
        "Unable to locate chart",
        "the chart's registry must be reachable and have that version; FLOTILLA_MIRROR=ghcr.io=<host>/<prefix> names another");
    REMEDIES_BY_MESSAGE.put(
        "context deadline exceeded",
        "it was not ready in time; run the same command again, it continues where this one stopped");
    REMEDIES_BY_MESSAGE.put(
        "Saved plan is stale",
        "another run has changed the state since it was planned, and nothing was applied; run the command again, or with --plan review it again with 'flotilla diff --out'");
    REMEDIES_BY_MESSAGE.put(
        "already exists",
        "the state does not know an object that the cluster has; run 'flotilla deploy' with --adopt to import it");
    REMEDIES_BY_MESSAGE.put(
        "another operation (install/upgrade/rollback) is in progress",
        "another run works on the release; wait for its end, then run the command again: it first removes what a killed run has left");
    REMEDIES_BY_MESSAGE.put(
        "connection refused",
        "the cluster's API server must be reachable from this machine; check the network and the context");
  }

  private Remedies() {}

  /** Returns what to do about {@code text} of a stack, empty if no remedy is known. */
  static String of(String text, Path folder) {
    return REMEDIES_BY_MESSAGE.entrySet().stream()
        .filter(entry -> text.contains(entry.getKey()))
        .map(entry -> entry.getValue().replace("%1$s", folder.toString()))
        .findFirst()
        .orElse("");
  }
}
