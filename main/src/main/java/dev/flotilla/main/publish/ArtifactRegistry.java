package dev.flotilla.main.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.main.report.Failure;
import dev.flotilla.stacks.ChannelArtifact;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import land.oras.ContainerRef;
import land.oras.Manifest;
import land.oras.Registry;
import land.oras.auth.AuthProvider;
import land.oras.exception.OrasException;

/** Where one artifact is, in all its versions. */
final class ArtifactRegistry {
  private final OciUrl url;
  private final Registry registry;
  private final ContainerRef repository;

  ArtifactRegistry(ChannelArtifact artifact, AuthProvider credentials) {
    this.url = artifact.url();
    this.registry =
        Registry.builder().withInsecure(artifact.plainHttp()).withAuthProvider(credentials).build();
    this.repository = ContainerRef.parse(url.host() + url.path());
  }

  /** Returns what a tag is at, if there is such a tag. */
  Optional<ArtifactManifest> find(String tag) {
    return find(repository.withTag(tag));
  }

  private Optional<ArtifactManifest> find(ContainerRef reference) {
    try {
      String json = registry.getDescriptor(reference).getJson();
      return Optional.of(ArtifactManifest.parse(String.valueOf(json)));
    } catch (OrasException e) {
      if (e.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw failure("read from", e);
    } catch (JsonProcessingException e) {
      throw new Failure(
          "registry '%s' must answer with a manifest for '%s', got something else; check its address"
              .formatted(url.host(), url));
    }
  }

  /** Returns the releases, the newest first. */
  List<ReleaseVersion> releases() {
    return tags().stream()
        .map(ReleaseVersion::parse)
        .flatMap(Optional::stream)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<String> tags() {
    try {
      return registry.getTags(repository).tags();
    } catch (OrasException e) {
      if (e.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return List.of();
      }
      throw failure("read from", e);
    }
  }

  /** Pushes what is missing, under no tag. */
  void push(PackedFolder folder, ArtifactManifest manifest) {
    ContainerRef reference = repository.withDigest(manifest.digest());
    if (find(reference).isPresent()) {
      return;
    }
    pushBlob(folder.digest(), folder.content());
    pushBlob(Digest.of(ArtifactManifest.CONFIG), ArtifactManifest.CONFIG);
    put(reference, manifest);
  }

  /** Told the digest, the SDK need not load a cryptography library of its own for a second. */
  private void pushBlob(String digest, byte[] content) {
    ContainerRef reference = repository.withDigest(digest);
    call(
        "push to",
        () ->
            registry.pushBlob(
                reference, content.length, () -> new ByteArrayInputStream(content), Map.of()));
  }

  /** Lets a tag be at what was pushed, wherever it was before. */
  void tag(ArtifactManifest manifest, String tag) {
    put(repository.withTag(tag), manifest);
  }

  private void put(ContainerRef reference, ArtifactManifest manifest) {
    call("push to", () -> registry.pushManifest(reference, Manifest.fromJson(manifest.json())));
  }

  private <T> T call(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (OrasException e) {
      throw failure(what, e);
    }
  }

  private Failure failure(String what, OrasException e) {
    return switch (e.getStatusCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          new Failure(
              "registry '%s' must let you %s '%s', got '%d'; log in with 'docker login %s' as who may"
                  .formatted(url.host(), what, url, e.getStatusCode(), url.host()));
      case -1 ->
          new Failure(
              "registry '%s' must be reachable, got '%s'; check its address and the network"
                  .formatted(url.host(), reason(e)));
      default ->
          new Failure(
              "registry '%s' must let you %s '%s', got '%d'; see what its operator says"
                  .formatted(url.host(), what, url, e.getStatusCode()));
    };
  }

  /** Java's HTTP client often tells what has happened by the exception's name alone. */
  private static String reason(Throwable e) {
    String reason = "";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return "connection refused";
      }
      reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
    return reason;
  }
}
