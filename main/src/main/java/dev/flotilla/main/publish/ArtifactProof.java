package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.sbom.BillOfMaterials;
import dev.flotilla.main.publish.sbom.FolderContent;
import dev.flotilla.main.publish.signature.Attestations;
import dev.flotilla.main.publish.signature.BuildRun;
import dev.flotilla.main.publish.signature.Provenance;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an artifact carries as whoever signs it: the signature that clusters demand, and what it was
 * built from and consists of.
 */
final class ArtifactProof {
  private final Report report;
  private final ChannelArtifact artifact;
  private final String channel;
  private final Signatures signatures;
  private final Attestations attestations;
  private final BuildRun run;

  ArtifactProof(
      Report report,
      ChannelArtifact artifact,
      String channel,
      Signatures signatures,
      BuildRun run) {
    this.report = report;
    this.artifact = artifact;
    this.channel = channel;
    this.signatures = signatures;
    this.attestations = new Attestations(artifact, signatures);
    this.run = run;
  }

  /** Returns whether it has all signatures that clusters demand. */
  boolean isSigned(ArtifactManifest manifest) {
    return missing(manifest).isEmpty();
  }

  /**
   * Pushes and signs an artifact.
   *
   * @param content what it puts on clusters, if that was looked at
   */
  void sign(ArtifactManifest manifest, Optional<FolderContent> content, Runnable push) {
    Optional<String> bill =
        content
            .filter(found -> !found.charts().isEmpty() || found.isPartial())
            .map(found -> BillOfMaterials.json(artifact, manifest, found));
    sign(manifest, Optional.empty(), bill, push);
  }

  /**
   * Pushes and signs what a channel goes back to.
   *
   * @param release the published release that it is made from
   */
  void signRollback(ArtifactManifest manifest, PublishedDigest release, Runnable push) {
    sign(manifest, Optional.of(release), Optional.empty(), push);
  }

  /**
   * Pushes nothing that cannot be signed. The signature comes first: an attestation alone would
   * pass for one.
   */
  private void sign(
      ArtifactManifest manifest,
      Optional<PublishedDigest> release,
      Optional<String> bill,
      Runnable push) {
    PublishedDigest reference = reference(manifest);
    List<Verification> unsigned = missing(manifest);
    Provenance built = Provenance.of(manifest, run);
    List<Verification> unattested =
        awaiting(() -> attestations.missing(reference, built, unsigned));
    List<Verification> unlisted =
        bill.isEmpty() ? List.of() : awaiting(() -> attestations.withoutBill(reference, unsigned));
    signatures.requirePossible(unattested);
    signatures.requirePossible(unlisted);
    push.run();
    if (!unsigned.isEmpty()) {
      try (Step step = report.step(artifact.name(), "sign")) {
        step.done(signatures.make(reference, unsigned));
      }
    }
    if (!unattested.isEmpty()) {
      try (Step step = report.step(artifact.name(), "attest")) {
        attestations.make(reference, built, channel, release, unattested);
        step.done("built by " + built.builder());
      }
    }
    if (!unlisted.isEmpty()) {
      try (Step step = report.step(artifact.name(), "sbom")) {
        attestations.makeBill(reference, bill.orElseThrow(), unlisted);
        step.done("its charts and images");
      }
    }
  }

  private List<Verification> missing(ArtifactManifest manifest) {
    return awaiting(() -> signatures.missing(reference(manifest)));
  }

  /** Refuses what this run has published, and cannot be verified. */
  void verify(ArtifactManifest manifest) {
    if (!isVerified(manifest)) {
      throw new Failure(
          "'%s' must have provenance by who has signed it, got none; the channel stays where it is, publish again"
              .formatted(reference(manifest).address()));
    }
  }

  /** Clusters demand no provenance, and what was published before there was any has none. */
  void verifyPublished(ArtifactManifest manifest) {
    if (!isVerified(manifest)) {
      report.status(
          "warning: '%s' must have provenance by who has signed it, got none; it was published without, a newer version will have it"
              .formatted(reference(manifest).address()));
    }
  }

  /** Returns whether it has provenance, if its signature is verified. */
  private boolean isVerified(ArtifactManifest manifest) {
    try (Step step = report.step(artifact.name(), "verify")) {
      String signed = signatures.verify(reference(manifest), channel);
      boolean hasProvenance =
          attestations.verify(reference(manifest), Provenance.of(manifest, run));
      step.done(signed);
      return hasProvenance;
    }
  }

  PublishedDigest reference(ArtifactManifest manifest) {
    return new PublishedDigest(artifact, manifest.digest());
  }

  /** Shows that the registry is being waited for, if it takes long to answer. */
  <T> T awaiting(Supplier<T> work) {
    Step step = report.step(artifact.name(), "registry");
    try {
      return work.get();
    } finally {
      step.close();
    }
  }
}
