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

  private final OciUrl url;
  private final Registry registry;
  private final ContainerRef repository;
  private final TimeLimits limits;

  public ArtifactRegistry(ChannelArtifact artifact, AuthProvider credentials, TimeLimits limits) {
    this.url = artifact.url();
    this.registry =
        Registry.builder().withInsecure(artifact.plainHttp()).withAuthProvider(credentials).build();
    this.repository = ContainerRef.parse(url.host() + url.path());
    this.limits = limits;
  }

  /**
   * Returns it with the login that {@code docker login} has left.
   *
   * @param actions what is done there: {@code pull}, or {@code pull,push}
   * @param secrets gets what the logins to registries are secret of
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

  /** Returns what a tag is at, if there is such a tag. */
  public Optional<ArtifactManifest> find(String tag) {
    return find(repository.withTag(tag));
  }

  /** Returns what has a digest, if it is there. */
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

  /** Pushes a manifest whose content is there, under no tag. */
  public void push(ArtifactManifest manifest) {
    put(repository.withDigest(manifest.digest()), manifest);
  }

  /**
   * With the digest given, the SDK need not load a cryptography library of its own for a second.
   */
  private void pushBlob(String digest, byte[] content) {
    ContainerRef reference = repository.withDigest(digest);
    call(
        "push to",
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
        "push to",
        limits.registry(),
        () -> registry.pushManifest(reference, Manifest.fromJson(manifest.json())));
  }

  private <T> Optional<T> ifThere(Supplier<T> request) {
    return call(
        "read from",
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

  private <T> T call(String what, Duration limit, Supplier<T> request) {
    try {
      return LimitedCall.limit(limit, request);
    } catch (OrasException e) {
      throw failure(what, e);
    } catch (TimeoutException e) {
      throw new Failure(
          "registry '%s' must answer within %s, and has not; check its address and the network, and try again"
              .formatted(url.host(), TimeLimits.text(limit)));
    }
  }

  private Failure failure(String what, OrasException e) {
    return switch (e.getStatusCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          new Failure(
              "registry '%s' must let you %s '%s', got '%d'; log in with 'docker login %s' as who may"
                  .formatted(url.host(), what, url, e.getStatusCode(), url.host()));
      case -1 -> ofOurs(e).orElseGet(() -> unreachable(e));
      default ->
          new Failure(
              "registry '%s' must let you %s '%s', got '%d'; see what its operator says"
                  .formatted(url.host(), what, url, e.getStatusCode()));
    };
  }

  /** The SDK wraps what our credentials say. */
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

  /** Java's HTTP client often says what has happened by the exception's name alone. */
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
