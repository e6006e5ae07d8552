package dev.flotilla.main.publish.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.publish.registry.PublishedDigest;
import dev.flotilla.main.report.Failure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an artifact was built from, and who built it.
 *
 * @param revision the Git revision, as Flux shows it
 * @param commit the Git commit; empty if it is unknown
 * @param repository where that commit is; empty if that is nowhere
 * @param builder the workflow, pipeline or machine, as a URI
 * @param run the page of the run; empty if there is none
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance</a>
 */
public record Provenance(
    String revision, String commit, String repository, String builder, String run) {
  /** The type of what an attestation says, {@code https://slsa.dev/provenance/v1}, for cosign. */
  static final String TYPE = "slsaprovenance1";

  /** How it was built, and so what its parameters mean: docs/signatures.md has them. */
  static final String BUILD_TYPE = "https://flotilla.dev/publish/v1";

  private static final String GIT = "git+";

  /** Before the path of a repository on the machine itself. */
  private static final String FILE = "file://";

  /** Returns the provenance of what {@code run} publishes. */
  public static Provenance of(ArtifactManifest manifest, BuildRun run) {
    return new Provenance(
        manifest.revision(),
        manifest.commit().orElse(""),
        manifest.source(),
        run.builder(),
        run.url());
  }

  /** Returns whether both are of one build's input, whoever has built it. */
  boolean isOfSameSource(Provenance other) {
    return revision.equals(other.revision)
        && commit.equals(other.commit)
        && repository.equals(other.repository);
  }

  /** Returns the input as people write it. */
  String source() {
    return repository.isEmpty() ? revision : revision + " of " + repository;
  }

  /**
   * Returns it as what an attestation says; equal for equal arguments, so without times.
   *
   * @param release the published release that is published again, for a rollback
   */
  String predicate(ChannelArtifact artifact, String channel, Optional<PublishedDigest> release) {
    Map<String, Object> parameters =
        Ordered.map("artifact", artifact.name(), "channel", channel, "revision", revision);
    List<Object> dependencies = new ArrayList<>();
    if (!commit.isEmpty()) {
      dependencies.add(git());
    }
    release.ifPresent(published -> dependencies.add(oci(published)));
    Map<String, Object> details = Ordered.map("builder", Ordered.map("id", builder));
    if (!run.isEmpty()) {
      details.put("metadata", Ordered.map("invocationId", run));
    }
    Map<String, Object> build = Ordered.map("buildType", BUILD_TYPE);
    build.put("externalParameters", parameters);
    build.put("resolvedDependencies", dependencies);
    return json(Ordered.map("buildDefinition", build, "runDetails", details));
  }

  private Map<String, Object> git() {
    Map<String, Object> dependency = Ordered.map();
    if (!repository.isEmpty()) {
      dependency.put("uri", GIT + (repository.startsWith("/") ? FILE : "") + repository);
    }
    dependency.put("digest", Ordered.map("gitCommit", commit));
    if (revision.endsWith("+dirty")) {
      dependency.put("annotations", Ordered.map("dirty", true));
    }
    return dependency;
  }

  private static Map<String, Object> oci(PublishedDigest published) {
    return Ordered.map(
        "uri", published.toString(), "digest", Ordered.map("sha256", digits(published.digest())));
  }

  private static String digits(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }

  private static String json(Object value) {
    try {
      return JsonMapper.builder().build().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts are JSON", e);
    }
  }

  /**
   * Reads the attestations of an artifact that say how {@code publish} built it; others are left
   * out.
   *
   * @param envelopes what cosign prints: one in each line
   */
  static List<Provenance> read(String envelopes, String digest) {
    return envelopes
        .lines()
        .filter(line -> !line.isBlank())
        .map(Provenance::statement)
        .filter(statement -> isAbout(statement, digest))
        .map(statement -> statement.object("predicate"))
        .filter(predicate -> build(predicate).text("buildType").equals(BUILD_TYPE))
        .map(Provenance::read)
        .toList();
  }

  private static ForeignJson statement(String envelope) {
    String payload = ForeignJson.parse(envelope, Provenance::malformed).text("payload");
    try {
      return ForeignJson.parse(Base64.getDecoder().decode(payload), Provenance::malformed);
    } catch (IllegalArgumentException e) {
      throw malformed(" at 'payload'");
    }
  }

  private static Failure malformed(String place) {
    return new Failure(
        "cosign must print attestations as JSON, got something else%s; remove that attestation from the registry"
            .formatted(place));
  }

  private static boolean isAbout(ForeignJson statement, String digest) {
    return statement.objects("subject").stream()
        .anyMatch(subject -> subject.object("digest").text("sha256").equals(digits(digest)));
  }

  private static ForeignJson build(ForeignJson predicate) {
    return predicate.object("buildDefinition");
  }

  private static Provenance read(ForeignJson predicate) {
    ForeignJson details = predicate.object("runDetails");
    Optional<ForeignJson> git =
        build(predicate).objects("resolvedDependencies").stream()
            .filter(dependency -> !commit(dependency).isEmpty())
            .findFirst();
    return new Provenance(
        build(predicate).object("externalParameters").text("revision"),
        git.map(Provenance::commit).orElse(""),
        git.map(dependency -> dependency.text("uri")).map(Provenance::repository).orElse(""),
        details.object("builder").text("id"),
        details.object("metadata").text("invocationId"));
  }

  private static String commit(ForeignJson dependency) {
    return dependency.object("digest").text("gitCommit");
  }

  private static String repository(String uri) {
    String url = uri.startsWith(GIT) ? uri.substring(GIT.length()) : uri;
    return url.startsWith(FILE + "/") ? url.substring(FILE.length()) : url;
  }
}
