package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How Flux fetches an artifact, beyond what its repository, its signer, the cluster and {@link
 * Reconciliation} decide.
 *
 * <p>Rejected: a timeout below one second or with a fraction of one, a media type that is none, a
 * pattern that is empty or has more than one line.
 *
 * @param timeout how long it may take to fetch it; empty means Flux's minute
 * @param layer the media type of the layer that is applied, the first of the artifact that has it;
 *     empty means the artifact's first layer
 * @param ignored the files that clusters do not see, by patterns as {@code .gitignore} has them
 * @see <a
 *     href="https://fluxcd.io/flux/components/source/ocirepositories/#writing-an-ocirepository-spec">
 *     OCIRepository spec</a>
 */
public record SourceOptions(
    Optional<Duration> timeout, Optional<String> layer, List<String> ignored) {
  /** Flux's own timeout, the first layer, every file. */
  public static final SourceOptions DEFAULT =
      new SourceOptions(Optional.empty(), Optional.empty(), List.of());

  /** RFC 6838, section 4.2. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("{N}/{N}".replace("{N}", "[A-Za-z0-9][-A-Za-z0-9!#$&^_.+]{0,126}"));

  private static final Pattern LINE = Pattern.compile(".*\\S.*");

  public SourceOptions {
    timeout.ifPresent(value -> Durations.check("the timeout of an artifact's source", value));
    layer.ifPresent(SourceOptions::requireMediaType);
    ignored = List.copyOf(ignored);
    ignored.forEach(SourceOptions::requirePattern);
  }

  private static void requireMediaType(String value) {
    if (!MEDIA_TYPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the layer of an artifact must be named by its media type, got '%s'; write one such as 'application/vnd.cncf.flux.content.v1.tar+gzip'"
              .formatted(value));
    }
  }

  private static void requirePattern(String value) {
    if (!LINE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a pattern of ignored files must be one line that is not blank, got '%s'; pass each line as an argument of its own"
              .formatted(value));
    }
  }

  /** Returns these options with another timeout. */
  public SourceOptions withTimeout(Duration value) {
    return new SourceOptions(Optional.of(value), layer, ignored);
  }

  /** Returns these options with the layer of a media type. */
  public SourceOptions withLayer(String mediaType) {
    return new SourceOptions(timeout, Optional.of(mediaType), ignored);
  }

  /** Returns these options, which ignore more files, for example {@code /docs}. */
  public SourceOptions withIgnored(String... patterns) {
    return new SourceOptions(timeout, layer, Ordered.concat(ignored, List.of(patterns)));
  }

  /** Returns the fields of an OCIRepository's {@code spec}. */
  public Map<String, Object> toSpec() {
    Map<String, Object> spec = Ordered.map();
    if (!ignored.isEmpty()) {
      spec.put("ignore", String.join("\n", ignored) + "\n");
    }
    layer.ifPresent(type -> spec.put("layerSelector", Ordered.map("mediaType", type)));
    timeout.ifPresent(value -> spec.put("timeout", Durations.format(value)));
    return spec;
  }
}
