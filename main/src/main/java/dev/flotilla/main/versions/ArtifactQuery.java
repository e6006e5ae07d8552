package dev.flotilla.main.versions;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.status.ConcurrentQuery;
import dev.flotilla.main.status.ConcurrentQuery.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Asks registries about several artifacts at the same time. */
final class ArtifactQuery {
  /** Signatures are verified by processes of cosign with some 100 MB. */
  private static final int AT_ONCE = 4;

  /** Of one artifact's tag or digest, with all requests that it takes. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private ArtifactQuery() {}

  /**
   * Returns the answers, in the order of {@code asked}.
   *
   * @param path of the artifact that is asked about, for messages
   * @param question asks for one; its second argument must be run at each answer
   */
  static <S, T> List<Answer<S, T>> ask(
      List<S> asked, Function<S, String> path, BiFunction<S, Runnable, T> question) {
    return ConcurrentQuery.ask(
        asked,
        AT_ONCE,
        Duration.ZERO,
        LIMIT,
        question,
        one ->
            new Failure(
                "the registry of '%s' must answer within %d s, got no answer; try again later"
                    .formatted(path.apply(one), LIMIT.toSeconds())));
  }
}
