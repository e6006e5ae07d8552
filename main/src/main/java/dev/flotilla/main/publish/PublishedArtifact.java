package dev.flotilla.main.publish;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.Layer;
import dev.flotilla.main.publish.content.UnpackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What a channel points to, as its clusters take it: its signature is verified before anything of
 * it is read.
 *
 * @param name tag, digest and revision, shortened for people
 * @param digest that of its manifest
 * @param layer its files
 */
public record PublishedArtifact(String name, String digest, Layer layer) {
  /**
   * Fetches it.
   *
   * @param folder where programs are started
   * @param secrets gets the secrets of the logins to registries
   * @return empty if the channel points to nothing yet
   * @throws Failure if the registry does not answer, or the signature is not the one demanded
   */
  public static Optional<PublishedArtifact> of(
      ChannelArtifact artifact,
      String channel,
      Map<String, String> environment,
      Path folder,
      SecretMask secrets) {
    TimeLimits limits = TimeLimits.PUBLISH;
    ArtifactRegistry registry =
        ArtifactRegistry.open(artifact, environment, "pull", limits, secrets);
    Optional<ArtifactManifest> manifest = registry.find(channel);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Signatures signatures =
        new Signatures(
            artifact,
            () -> Cosign.find(environment, folder, limits),
            environment,
            Optional.empty());
    PublishedDigest reference = new PublishedDigest(artifact, manifest.get().digest());
    if (!signatures.missing(reference).isEmpty()) {
      throw new Failure(
          "'%s', to which channel '%s' points, must carry the signature that its clusters demand, got another or none; publish it again"
              .formatted(reference.address(), channel));
    }
    String name =
        "%s:%s@%s, %s"
            .formatted(artifact.url(), channel, manifest.get().digest(), manifest.get().revision());
    return Optional.of(
        new PublishedArtifact(
            Digest.shortened(name), reference.digest(), new Layer(registry.pull(manifest.get()))));
  }

  /**
   * Returns the texts of its files by their paths.
   *
   * @param wanted which paths are read
   */
  public SortedMap<String, String> texts(Predicate<String> wanted) {
    return UnpackedFolder.texts(layer.content(), wanted, name);
  }
}
