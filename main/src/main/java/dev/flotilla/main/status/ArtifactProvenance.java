package dev.flotilla.main.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.flotilla.main.publish.signature.Provenance;
import dev.flotilla.main.publish.signature.ProvenanceFinding;
import java.util.function.Function;

/**
 * What is known about the build of an artifact that a cluster runs; a text is empty if it is not
 * known.
 *
 * @param artifact the component's or tenant's name, or {@code fleet}
 * @param digest what runs
 * @param commit the Git commit that it was built from
 * @param repository where that is
 * @param builder the workflow, pipeline or machine that has built it, as a URI
 * @param run the page of that run
 * @param message why nothing is known, or what is wrong
 * @param isWrong whether somebody has to look at it
 */
public record ArtifactProvenance(
    String artifact,
    String digest,
    String commit,
    String repository,
    String builder,
    String run,
    String message,
    @JsonIgnore boolean isWrong) {
  static ArtifactProvenance of(String artifact, String digest, ProvenanceFinding finding) {
    Function<Function<Provenance, String>, String> part =
        field -> finding.provenance().map(field).orElse("");
    return new ArtifactProvenance(
        artifact,
        digest,
        part.apply(Provenance::commit),
        part.apply(Provenance::repository),
        part.apply(Provenance::builder),
        part.apply(Provenance::run),
        finding.message(),
        finding.isWrong());
  }

  /** Returns whether a signer has said how it was built. */
  @JsonIgnore
  boolean isKnown() {
    return !builder.isEmpty();
  }
}
