package dev.flotilla.fleet.source;

import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * An OCI artifact that Flux syncs.
 *
 * <p>Rejected: plain HTTP to another machine.
 *
 * @param tag the tag that is followed
 * @param verification whose signature it must carry
 * @param isInsecure whether the registry, on loopback, speaks plain HTTP
 * @see SyncSource#oci
 */
@RecordBuilder
public record OciSource(
    OciUrl url, OciTag tag, SyncOptions options, Verification verification, boolean isInsecure)
    implements SyncSource {
  public OciSource {
    if (isInsecure && !url.isLoopback()) {
      throw new IllegalArgumentException(
          "an artifact over plain HTTP must be on loopback, got '" + url + "'; use TLS");
    }
  }

  /** Returns this source, pulled with {@code credential}. */
  public OciSource withCredential(RegistryCredential credential) {
    return withOptions(options.withCredential(credential));
  }

  /**
   * Returns this source, which Flux refuses unless it is signed as {@code newVerification} says.
   */
  public OciSource withVerification(Verification newVerification) {
    return OciSourceFields.from(this).verification(newVerification).build();
  }

  /** Returns this source with another address, for example that of a mirror. */
  public OciSource withUrl(OciUrl newUrl, boolean isInsecure) {
    return OciSourceFields.from(this).url(newUrl).isInsecure(isInsecure).build();
  }

  @Override
  public OciSource withOptions(SyncOptions newOptions) {
    return OciSourceFields.from(this).options(newOptions).build();
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
    return tag.value();
  }

  @Override
  public Optional<KubernetesObject> verificationSecret(String namespace) {
    return verification.secret(namespace);
  }

  @Override
  public Map<String, Object> fields() {
    Map<String, Object> fields = Ordered.map();
    verification.toSpec().ifPresent(verify -> fields.put("verify", verify));
    if (isInsecure) {
      fields.put("insecure", true);
    }
    fields.putAll(options.fields());
    return fields;
  }
}
