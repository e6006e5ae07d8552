package dev.flotilla.fleet.content.update;

import dev.flotilla.fleet.content.internal.VersionSyntax;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.Optional;

/**
 * A version that {@code versions.yaml} has, or is to get a line for.
 *
 * <p>Rejected: a name that is not an RFC 1123 label, because a policy has it too.
 *
 * @param name its name in the file
 * @param value the version; empty means that it is missing
 */
public record PinnedVersion(String name, Optional<String> value) {
  public PinnedVersion {
    Rfc1123.label("the name of a version", name);
    value.ifPresent(VersionSyntax::requireExact);
  }
}
