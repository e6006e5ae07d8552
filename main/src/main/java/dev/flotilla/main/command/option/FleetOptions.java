package dev.flotilla.main.command.option;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.main.descriptor.FleetLocation;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.signature.SigstoreFiles;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which fleet is meant, in a project without the sources of one. */
public final class FleetOptions {
  private static final String ROOT = "--fleet-trusted-root";

  @Option(
      names = "--fleet",
      paramLabel = "FILE|URL",
      description = {
        "The fleet, in a project without its sources: fleet.json of its",
        "artifact, or oci://… of the artifact, with its tag if that is not",
        "latest; otherwise what FLOTILLA_FLEET names."
      })
  private Optional<String> location = Optional.empty();

  @Option(
      names = "--fleet-signer",
      paramLabel = "SIGNER",
      description = {
        "Who must have signed that artifact, as 'list --artifacts' prints it,",
        "a file with public keys, or 'nobody'; otherwise what",
        "FLOTILLA_FLEET_SIGNER names."
      })
  private Optional<String> signer = Optional.empty();

  @Option(
      names = ROOT,
      paramLabel = "FILE",
      description = "The trusted root by which clusters verify it, if not the public one.")
  private Optional<Path> trustedRoot = Optional.empty();

  /** Returns the fleet that is named, or else the one of the project itself. */
  public FleetDescriptor descriptor(Invocation invocation) {
    return named(invocation).orElseGet(() -> invocation.artifact().descriptor());
  }

  /** Returns the fleet that is named, if one is. */
  public Optional<FleetDescriptor> named(Invocation invocation) {
    return location(invocation).map(text -> read(invocation, text));
  }

  /** Returns where the fleet is that is named, if one is. */
  public Optional<String> location(Invocation invocation) {
    return location.or(() -> variable(invocation, "FLOTILLA_FLEET"));
  }

  /** Returns who must have signed it, if that is said. */
  public Optional<String> signer(Invocation invocation) {
    return signer.or(() -> variable(invocation, "FLOTILLA_FLEET_SIGNER"));
  }

  /** Refuses the option where the project's own fleet is meant, as in its environment. */
  public void requireNone() {
    if (location.isPresent()) {
      throw new Failure(
          "--fleet must come with --component, because a fleet is published from its sources, got '%s'; name a component, or drop it"
              .formatted(location.get()));
    }
  }

  private FleetDescriptor read(Invocation invocation, String text) {
    return new FleetLocation(
            text,
            signer(invocation),
            trustedRoot.map(
                file -> new Sigstore(SigstoreFiles.trustedRoot(ROOT, invocation.resolve(file)))))
        .read(invocation);
  }

  private static Optional<String> variable(Invocation invocation, String name) {
    return Optional.of(invocation.variable(name)).filter(value -> !value.isBlank());
  }
}
