package dev.flotilla.fleet.artifact.internal;

import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.OpaqueCredential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.PullIdentity;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a cluster fetches an artifact: at the tag of its environment, or the release of its pin. */
record OciObjects(Artifact artifact, ClusterContext context) implements FetchObjects {
  @Override
  public String kind() {
    return "OCIRepository";
  }

  @Override
  public Map<String, Object> spec() {
    String tag = context.pin(artifact.url()).map(Version::tag).orElse(context.tag());
    Map<String, Object> spec =
        Ordered.map(
            "interval", Durations.format(artifact.options().reconciliation().source()),
            "serviceAccountName", context.serviceAccount(),
            "url", context.registries().apply(artifact.url()).value(),
            "ref", Ordered.map("tag", tag));
    pullIdentity()
        .ifPresent(
            identity -> {
              spec.put("provider", identity.cloud().provider());
              if (!identity.isPerObject()) {
                // source-controller refuses it without the gate for identities of objects.
                spec.remove("serviceAccountName");
              }
            });
    signature().toSpec().ifPresent(verify -> spec.put("verify", verify));
    authority()
        .ifPresent(secret -> spec.put("certSecretRef", Ordered.map("name", secret.secretName())));
    if (context.registries().isInsecure(artifact.url().host())) {
      spec.put("insecure", true);
    }
    spec.putAll(artifact.source().toSpec());
    return spec;
  }

  @Override
  public List<Credential> secrets() {
    return Stream.<Credential>concat(imageCredential().stream(), authority().stream()).toList();
  }

  @Override
  public Optional<RegistryCredential> imageCredential() {
    return artifact.credential().or(context::pullCredential);
  }

  private Optional<OpaqueCredential> authority() {
    return context.registries().authority(context.registries().apply(artifact.url()).host());
  }

  /** A mirror is another registry, which does not know the cloud's identity. */
  private Optional<PullIdentity> pullIdentity() {
    boolean isMirrored = !context.registries().apply(artifact.url()).equals(artifact.url());
    return artifact.credential().isPresent() || isMirrored
        ? Optional.empty()
        : context.pullIdentity();
  }

  @Override
  public Optional<Verification> verification() {
    return Optional.of(signature());
  }

  @Override
  public GitVerification commitVerification() {
    return GitVerification.none();
  }

  private Verification signature() {
    return context
        .registries()
        .verification(
            artifact.url(),
            artifact.verification(context.signedFrom(), context.pin(artifact.url())));
  }

  @Override
  public String folder(String path) {
    return path;
  }

  @Override
  public List<String> followedBranches() {
    return List.of();
  }

  @Override
  public List<String> problems() {
    return List.of();
  }
}
