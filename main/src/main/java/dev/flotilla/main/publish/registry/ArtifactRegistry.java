package dev.flotilla.main.publish.registry;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.LimitedCall;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import land.oras.ContainerRef;
import land.oras.Manifest;
import land.oras.Registry;
import land.oras.Tags;
import land.oras.auth.AuthProvider;
import land.oras.exception.OrasException;
import org.jspecify.annotations.Nullable;

/** Where one artifact is, in all its versions. */
public final class ArtifactRegistry {
  private static final int TAGS_PER_PAGE = 1000;

  /** Many times what the largest fleet has; source-controller takes 50 MiB. */
  private static final int MAX_CONTENT = 64 * 1024 * 1024;

  private static final String PULL = "pull";
  private static final String PUSH = "push";

  private final OciUrl url;
  private final Registry registry;
  private final ContainerRef repository;
  private final TimeLimits limits;

  /** The registry of {@code artifact}; nothing is requested yet. */
  public ArtifactRegistry(ChannelArtifact artifact, AuthProvider credentials, TimeLimits limits) {
    this.url = artifact.url();
    this.registry =
        Registry.builder()
            .withInsecure(artifact.isInsecure())
            .withAuthProvider(credentials)
            .build();
    this.repository = ContainerRef.parse(url.host() + url.path());
    this.limits = limits;
  }

  /**
   * Returns it with the login that {@code docker login} has left.
   *
   * @param actions what is done there: {@code pull}, or {@code pull,push}
   * @param secrets gets the secrets of the logins to registries
   */
  public static ArtifactRegistry open(
      ChannelArtifact artifact,
      Map<String, String> environment,
      String actions,
      TimeLimits limits,
      SecretMask secrets) {
    DockerLogins logins = DockerLogins.of(environment, limits, secrets);
    return new ArtifactRegistry(
        artifact, new RegistryCredentials(logins, artifact, actions, limits, secrets), limits);
  }

  /** Returns the manifest that a tag points to, if there is such a tag. */
  public Optional<ArtifactManifest> find(String tag) {
    return find(repository.withTag(tag));
  }

  /** Returns the manifest with a digest, if there is one. */
  public Optional<ArtifactManifest> findDigest(String digest) {
    return find(repository.withDigest(digest));
  }

  private Optional<ArtifactManifest> find(ContainerRef reference) {
    Optional<String> json =
        ifThere(() -> String.valueOf(registry.getDescriptor(reference).getJson()));
    return json.map(text -> ArtifactManifest.parse(text, this::noManifest));
  }

  private Failure noManifest(String place) {
    return new Failure(
        "registry '%s' must answer with a manifest for '%s', got something else%s; check its address"
            .formatted(url.host(), url, place));
  }

  /** Returns the content of an artifact, which is what its digest says. */
  public byte[] pull(ArtifactManifest manifest) {
    ContainerRef layer = repository.withDigest(manifest.layer());
    byte[] content = call(PULL, limits.registry(MAX_CONTENT), () -> read(layer));
    if (!Digest.of(content).equals(manifest.layer())) {
      throw new Failure(
          "registry '%s' must answer with the layer %s of '%s', got something else; ask its operator"
              .formatted(url.host(), Digest.shortened(manifest.layer()), url));
    }
    return content;
  }

  /** The SDK's own method for all bytes at once takes them for a text. */
  private byte[] read(ContainerRef blob) {
    try (InputStream content = registry.fetchBlob(blob)) {
      return content.readNBytes(MAX_CONTENT + 1); // with more, the digest is another
    } catch (IOException e) {
      throw new OrasException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns all tags, those of signatures too. */
  public SortedSet<String> tags() {
    SortedSet<String> tags = new TreeSet<>();
    @Nullable String last = null;
    do {
      @Nullable String start = last;
      Optional<Tags> page = ifThere(() -> registry.getTags(repository, TAGS_PER_PAGE, start));
      if (page.isPresent() && page.get().tags() != null) {
        tags.addAll(page.get().tags());
      }
      last = page.map(Tags::last).filter(next -> !next.equals(start)).orElse(null);
    } while (last != null);
    return tags;
  }

  /** Pushes what is missing, under no tag. */
  public void push(PackedFolder folder, ArtifactManifest manifest) {
    if (findDigest(manifest.digest()).isPresent()) {
      return;
    }
    pushBlob(folder.digest(), folder.content());
    pushBlob(Digest.of(ArtifactManifest.CONFIG), ArtifactManifest.CONFIG);
    push(manifest);
  }

  /** Pushes a manifest that has no content but annotations, under no tag. */
  public void pushAnnotated(ArtifactManifest manifest) {
    pushBlob(Digest.of(ArtifactManifest.CONFIG), ArtifactManifest.CONFIG);
    push(manifest);
  }

  /** Pushes a manifest whose content is there, under no tag. */
  public void push(ArtifactManifest manifest) {
    put(repository.withDigest(manifest.digest()), manifest);
  }

  /**
   * With the digest given, the SDK does not spend a second on loading its own cryptography library.
   */
  private void pushBlob(String digest, byte[] content) {
    ContainerRef reference = repository.withDigest(digest);
    call(
        PUSH,
        limits.registry(content.length),
        () ->
            registry.pushBlob(
                reference, content.length, () -> new ByteArrayInputStream(content), Map.of()));
  }

  /** Points a tag to what was pushed, wherever it was before. */
  public void tag(ArtifactManifest manifest, String tag) {
    put(repository.withTag(tag), manifest);
  }

  private void put(ContainerRef reference, ArtifactManifest manifest) {
    call(
        PUSH,
        limits.registry(),
        () -> registry.pushManifest(reference, Manifest.fromJson(manifest.json())));
  }

  private <T> Optional<T> ifThere(Supplier<T> request) {
    return call(
        PULL,
        limits.registry(),
        () -> {
          try {
            return Optional.of(request.get());
          } catch (OrasException e) {
            if (e.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private <T> T call(String action, Duration limit, Supplier<T> request) {
    try {
      return LimitedCall.limit(limit, request);
    } catch (OrasException e) {
      throw failure(action, e);
    } catch (TimeoutException e) {
      throw new Failure(
          "registry '%s' must answer within %s, got no answer; check its address and the network, and try again"
              .formatted(url.host(), TimeLimits.text(limit)));
    }
  }

  private Failure failure(String action, OrasException e) {
    return switch (e.getStatusCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          new Failure(
              "registry '%1$s' refused the %2$s of '%3$s' (%4$d); log in with an account that may %2$s: docker login %1$s"
                  .formatted(url.host(), action, url, e.getStatusCode()));
      // The SDK knows no status of some answers; what has not answered has a cause.
      case -1 ->
          ofOurs(e)
              .orElseGet(
                  () ->
                      e.getCause() == null
                          ? failed(action, e.getMessage().replaceFirst("\\W+$", ""))
                          : unreachable(e));
      default -> failed(action, String.valueOf(e.getStatusCode()));
    };
  }

  private Failure failed(String action, String answer) {
    return new Failure(
        "registry '%s' failed the %s of '%s' (%s); try again, or ask its operator"
            .formatted(url.host(), action, url, answer));
  }

  /** The SDK wraps the failures of our credentials. */
  private static Optional<Failure> ofOurs(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  private Failure unreachable(OrasException e) {
    return new Failure(
        "registry '%s' must be reachable, got '%s'; check its address and the network"
            .formatted(url.host(), reason(e)));
  }

  /** Java's HTTP client often names the cause only by the exception's class. */
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
