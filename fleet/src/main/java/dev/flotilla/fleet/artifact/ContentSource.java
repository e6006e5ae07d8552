package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.credential.Credential;
import java.util.stream.Stream;

/**
 * What a component or tenant consists of, and where clusters find it: an artifact of a registry, or
 * a folder of a Git repository.
 *
 * <p>An artifact comes from {@link dev.flotilla.fleet.Organization#artifacts} by {@link
 * ArtifactRepository#artifact}, a folder from {@link dev.flotilla.fleet.Organization#gitContent} by
 * {@link GitContentRepository#content}. Of another owner they come from the constructors of these
 * two repositories.
 */
public sealed interface ContentSource permits Artifact, GitContent {
  /** Returns its name, which the component or tenant has too. */
  String name();

  /** Returns what its source and its Kustomizations are called in a namespace. */
  String sourceName();

  /** Returns how clusters apply it. */
  ApplyOptions options();

  /** Returns the Secrets in {@code flux-system} that it needs beside the fleet's own. */
  Stream<Credential> credentials();
}
