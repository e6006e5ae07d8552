package dev.flotilla.main.publish.signature;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The provenance and the bill of materials of one artifact, attached by those who sign it and
 * verified by the same rules. Clusters do not ask for them: to Flux, and to {@code cosign verify},
 * any attestation by the right signer is as good as a signature.
 */
public final class Attestations {
  /** CycloneDX, {@code https://cyclonedx.org/bom}, for cosign. */
  private static final String BILL_TYPE = "cyclonedx";

  private final ChannelArtifact artifact;
  private final Signatures signatures;

  /** Looks at nothing yet. */
  public Attestations(ChannelArtifact artifact, Signatures signatures) {
    this.artifact = artifact;
    this.signatures = signatures;
  }

  /**
   * Returns the rules by which {@code reference} has no provenance of {@code built}.
   *
   * @param unsigned those whose signers have attached nothing before this run
   */
  public List<Verification> missing(
      PublishedDigest reference, Provenance built, List<Verification> unsigned) {
    return signatures.rules().stream()
        .filter(
            rule ->
                unsigned.contains(rule)
                    || found(reference, rule).stream().noneMatch(built::isOfSameSource))
        .toList();
  }

  private List<Provenance> found(PublishedDigest reference, Verification rule) {
    Cosign.Verified verified = signatures.cosign().attestations(reference, rule, Provenance.TYPE);
    return verified.refusal().isPresent()
        ? List.of()
        : Provenance.read(verified.output(), reference.digest());
  }

  /**
   * Attaches provenance as the signers of {@code missing}; returns what it did.
   *
   * @param release the published release that is published again, for a rollback
   */
  public String make(
      PublishedDigest reference,
      Provenance built,
      String channel,
      Optional<PublishedDigest> release,
      List<Verification> missing) {
    return attest(reference, Provenance.TYPE, built.predicate(artifact, channel, release), missing);
  }

  /**
   * Returns the rules by which {@code reference} has no bill of materials.
   *
   * @param unsigned those whose signers have attached nothing before this run
   */
  public List<Verification> withoutBill(PublishedDigest reference, List<Verification> unsigned) {
    return signatures.rules().stream()
        .filter(
            rule ->
                unsigned.contains(rule)
                    || signatures
                        .cosign()
                        .attestations(reference, rule, BILL_TYPE)
                        .refusal()
                        .isPresent())
        .toList();
  }

  /** Attaches a bill of materials as the signers of {@code missing}; returns what it did. */
  public String makeBill(PublishedDigest reference, String bill, List<Verification> missing) {
    return attest(reference, BILL_TYPE, bill, missing);
  }

  private String attest(
      PublishedDigest reference, String type, String predicate, List<Verification> missing) {
    Cosign cosign = signatures.cosign();
    return signatures.each(
        missing,
        key -> cosign.attestWithKey(reference, key, type, predicate),
        rule -> cosign.attestWithIdentity(reference, rule, type, predicate));
  }

  /**
   * Returns whether all signers have attached provenance.
   *
   * @param wanted what is published
   * @throws Failure if one has attached only that of something else
   */
  public boolean verify(PublishedDigest reference, Provenance wanted) {
    boolean isThere = true;
    for (Verification rule : signatures.rules()) {
      List<Provenance> found = found(reference, rule);
      if (!found.isEmpty() && found.stream().noneMatch(wanted::isOfSameSource)) {
        throw new Failure(
            "'%s' must have provenance of '%s', got that of '%s'; the channel stays where it is, find out who has signed that"
                .formatted(reference.address(), wanted.source(), found.get(0).source()));
      }
      isThere &= !found.isEmpty();
    }
    return isThere;
  }

  /**
   * Looks at what a cluster runs.
   *
   * @param revision what the cluster says that it was built from; empty if it does not
   */
  public ProvenanceFinding inspect(PublishedDigest reference, String revision) {
    List<Provenance> found = new ArrayList<>();
    for (Verification rule : signatures.rules()) {
      Cosign.Verified verified = signatures.cosign().attestations(reference, rule, Provenance.TYPE);
      Optional<String> refusal =
          verified.refusal().flatMap(none -> signatures.cosign().refusal(reference, rule));
      if (refusal.isPresent()) {
        return refused(reference, rule, refusal.get());
      }
      if (verified.refusal().isEmpty()) {
        found.addAll(Provenance.read(verified.output(), reference.digest()));
      }
    }
    return ProvenanceFinding.of(artifact.name(), found, revision);
  }

  /** What Flux accepts and this refuses is signed by a workflow that another repository calls. */
  private ProvenanceFinding refused(PublishedDigest reference, Verification rule, String why) {
    boolean isAccepted =
        rule instanceof KeylessVerification keyless
            && signatures.cosign().refusal(reference, ofAnyCaller(keyless)).isEmpty();
    return isAccepted
        ? ProvenanceFinding.ofCall(artifact.name(), rule.signer(), why)
        : ProvenanceFinding.notChecked("cosign said: " + why);
  }

  private static KeylessVerification ofAnyCaller(KeylessVerification rule) {
    KeylessVerification identities = new KeylessVerification.Identities(rule.identities());
    return rule instanceof KeylessVerification.Trusted trusted
        ? identities.trusting(trusted.sigstore())
        : identities;
  }
}
