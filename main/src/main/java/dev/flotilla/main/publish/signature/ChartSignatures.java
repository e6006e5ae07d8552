package dev.flotilla.main.publish.signature;

import dev.flotilla.main.publish.external.TimeLimits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies charts as the clusters that run them do; each demand once. */
public final class ChartSignatures {
  private final Map<String, String> environment;
  private final Path folder;
  private final Map<DemandedSignature, Optional<String>> refusals = new HashMap<>();
  private @Nullable Cosign cosign;

  /**
   * Looks at nothing yet.
   *
   * @param environment has the user's logins to registries
   * @param folder where cosign is started
   */
  public ChartSignatures(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * Returns why clusters refuse a chart, if they do.
   *
   * @throws dev.flotilla.main.report.Failure if there is no cosign
   */
  public Optional<String> refusal(DemandedSignature demand) {
    return refusals.computeIfAbsent(demand, key -> cosign().refusal(key));
  }

  private Cosign cosign() {
    if (cosign == null) {
      cosign = Cosign.find(environment, folder, TimeLimits.PUBLISH);
    }
    return cosign;
  }
}
