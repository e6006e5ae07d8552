package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An OCI artifact that Flux syncs.
 *
 * <p>Rejected: a tag that no OCI registry takes, and plain HTTP to another machine.
 *
 * @param tag the tag that is followed
 * @param verification whose signature it must carry
 * @param insecure whether the registry, on loopback, speaks plain HTTP
 */
public record OciSource(
    OciUrl url, String tag, SyncOptions options, Verification verification, boolean insecure)
    implements SyncSource {
  public OciSource {
    OciTag.check("the tag to sync", tag);
    if (insecure && !url.isLoopback()) {
      throw new IllegalArgumentException(
          "an artifact over plain HTTP must be on loopback, got '" + url + "'; use TLS");
    }
  }

  /** Returns this source, pulled with {@code credential}. */
  public OciSource withCredential(RegistryCredential credential) {
    return withOptions(options.withCredential(credential));
  }

  /** Returns this source, refused unless it is signed as told. */
  public OciSource withVerification(Verification newVerification) {
    return new OciSource(url, tag, options, newVerification, insecure);
  }

  /** Returns this source at another address. */
  public OciSource withUrl(OciUrl newUrl, boolean plainHttp) {
    return new OciSource(newUrl, tag, options, verification, plainHttp);
  }

  @Override
  public OciSource withOptions(SyncOptions newOptions) {
    return new OciSource(url, tag, newOptions, verification, insecure);
  }

  @Override
  public String kind() {
    return "OCIRepository";
  }

  @Override
  public String address() {
    return url.value();
  }

  @Override
  public String reference() {
    return tag;
  }

  @Override
  public Optional<KubernetesObject> verificationSecret() {
    return verification.secret(FluxBootstrap.NAMESPACE);
  }

  @Override
  public List<Patch> patches() {
    List<Patch> patches = new ArrayList<>();
    verification
        .toSpec()
        .ifPresent(verify -> patches.add(Patch.add(generated(), "/spec/verify", verify)));
    if (insecure) {
      patches.add(Patch.add(generated(), "/spec/insecure", true));
    }
    patches.addAll(options.patches(generated()));
    return patches;
  }
}
