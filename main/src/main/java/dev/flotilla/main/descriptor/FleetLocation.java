package dev.flotilla.main.descriptor;

import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.registry.FleetRegistries;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.OciDigest;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.content.ArchivedFile;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.ArtifactRegistry;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.publish.signature.Signatures;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the descriptor of a fleet is: a file that somebody answers for, or the fleet artifact,
 * which is verified as clusters verify it.
 *
 * @param text a path, or {@code oci://…} with a tag or a digest; without one, {@code latest}
 * @param signer who must have signed the artifact, as {@link FleetSigner} reads it
 * @param sigstore what vouches for signatures without a key, if not the public one
 */
public record FleetLocation(String text, Optional<String> signer, Optional<Sigstore> sigstore) {
  private static final String OPTION = "--fleet";
  private static final String OCI = "oci://";
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  /** Returns what is there. */
  public FleetDescriptor read(Invocation invocation) {
    return text.startsWith(OCI) ? pulled(invocation) : file(invocation);
  }

  private FleetDescriptor file(Invocation invocation) {
    Path path = invocation.resolve(Path.of(text));
    try {
      return DescriptorReader.read(Files.readAllBytes(path), text);
    } catch (IOException e) {
      throw new Failure(
          "--fleet must name a file that you can read, or the address of a fleet artifact such as 'oci://ghcr.io/acme/fleet', got '%s'; correct it"
              .formatted(text));
    }
  }

  private FleetDescriptor pulled(Invocation invocation) {
    try (Step step = invocation.report().step("fleet", "pull")) {
      int slash = text.lastIndexOf('/');
      int digest = text.indexOf('@');
      int end = digest < 0 ? text.indexOf(':', slash) : digest;
      String reference = end < 0 ? "latest" : text.substring(end + 1);
      ChannelArtifact artifact = artifact(invocation, end < 0 ? text : text.substring(0, end));
      ArtifactRegistry registry =
          ArtifactRegistry.open(
              artifact,
              invocation.environment(),
              "pull",
              TimeLimits.PUBLISH,
              invocation.report().secrets());
      ArtifactManifest manifest =
          (digest < 0 ? registry.find(tag(reference)) : registry.findDigest(digest(reference)))
              .orElseThrow(() -> missing(artifact, reference));
      requireSigned(invocation, artifact, manifest);
      FleetDescriptor descriptor = unpacked(registry.pull(manifest), artifact, manifest);
      step.done(Digest.shortened(manifest.revision() + ", " + manifest.digest()));
      return descriptor;
    }
  }

  private static String tag(String text) {
    try {
      return new OciTag(text).value();
    } catch (IllegalArgumentException e) {
      throw FleetSigner.refused(OPTION, e);
    }
  }

  private static String digest(String text) {
    try {
      OciDigest.check("the digest of the artifact", text);
      return text;
    } catch (IllegalArgumentException e) {
      throw FleetSigner.refused(OPTION, e);
    }
  }

  private ChannelArtifact artifact(Invocation invocation, String address) {
    Mirror mirror = invocation.mirror(Mirror.NONE);
    FleetRegistries registries = new FleetRegistries(mirror, new TreeMap<>(), sigstore);
    OciUrl url = url(address);
    Verification declared =
        signer
            .map(given -> FleetSigner.parse(given, invocation.folder()))
            .orElseGet(() -> byKeyOfTheMirror(mirror, url));
    OciUrl reached = registries.apply(url);
    return new ChannelArtifact(
        Organization.FLEET,
        url.repository(),
        reached,
        registries.isInsecure(url.host()) || (reached.equals(url) && url.isLoopback()),
        ReleaseTag.OF_REPOSITORY,
        List.of(registries.verification(url, declared)));
  }

  private static OciUrl url(String address) {
    try {
      return new OciUrl(address);
    } catch (IllegalArgumentException e) {
      throw FleetSigner.refused(OPTION, e);
    }
  }

  /** A mirror with keys signs all it has, whoever has signed it first. */
  private Verification byKeyOfTheMirror(Mirror mirror, OciUrl url) {
    if (mirror.keys().containsKey(url.repository())) {
      return Verification.none();
    }
    throw new Failure(
        "the signer of '%s' must be known before it is used, got none; set --fleet-signer to who signs it, such as '%s', or to '%s' if clusters verify nothing"
            .formatted(
                text,
                "acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main",
                FleetSigner.NOBODY));
  }

  private static Failure missing(ChannelArtifact artifact, String reference) {
    return new Failure(
        "a fleet artifact must be at '%s' of '%s', got none; publish the fleet, or name another tag after ':'"
            .formatted(reference, artifact.url()));
  }

  private static void requireSigned(
      Invocation invocation, ChannelArtifact artifact, ArtifactManifest manifest) {
    Signatures signatures =
        new Signatures(
            artifact,
            () -> Cosign.find(invocation.environment(), invocation.folder(), TimeLimits.PUBLISH),
            invocation.environment(),
            Optional.empty());
    PublishedDigest reference = new PublishedDigest(artifact, manifest.digest());
    signatures
        .refusal(reference)
        .ifPresent(
            why -> {
              throw new Failure(
                  "'%s' must be signed by %s, cosign said: %s; name its signer with --fleet-signer, or find out who has pushed it"
                      .formatted(
                          reference.address(), artifact.verifications().get(0).signer(), why));
            });
  }

  private static FleetDescriptor unpacked(
      byte[] content, ChannelArtifact artifact, ArtifactManifest manifest) {
    String place = new PublishedDigest(artifact, Digest.shortened(manifest.digest())).toString();
    try {
      return ArchivedFile.find(content, FleetDescriptor.FILE, MAX_BYTES)
          .map(text -> DescriptorReader.read(text, place))
          .orElseThrow(
              () ->
                  new Failure(
                      "a fleet artifact must have the file '%s', got none in '%s'; publish the fleet with a newer Flotilla"
                          .formatted(FleetDescriptor.FILE, place)));
    } catch (IOException e) {
      throw new Failure(
          "a fleet artifact must be a gzipped tar file, got something else in '%s'; publish the fleet again"
              .formatted(place));
    }
  }
}
