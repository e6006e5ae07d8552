package dev.flotilla.fleet.version;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What goes with a minor version of Flux.
 *
 * @param flux for example {@code 2.9}
 * @param kubernetes the oldest minor version that its publishers run it on
 * @param operator the oldest Flux Operator that has its manifests
 * @param cosign the newest major version whose signatures it verifies
 * @param served the versions of each of its API groups
 * @see <a href="https://fluxcd.control-plane.io/releases/release-v2.8">supported versions of
 *     Kubernetes</a>
 */
record FluxMinor(
    String flux, String kubernetes, String operator, int cosign, Map<String, List<String>> served) {
  /** Those that are known, the oldest first. */
  private static final List<FluxMinor> ALL = read();

  private static List<FluxMinor> read() {
    try (InputStream text =
        Objects.requireNonNull(FluxMinor.class.getResourceAsStream("flux-versions.json"))) {
      return List.copyOf(new ObjectMapper().readValue(text, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the versions of Flux", e);
    }
  }

  /** Returns that of a version of Flux, if it is known. */
  static Optional<FluxMinor> of(RunningVersion flux) {
    return ALL.stream().filter(one -> one.isOf(flux)).findFirst();
  }

  private boolean isOf(RunningVersion version) {
    return RunningVersion.parse(flux).filter(version::isSameMinor).isPresent();
  }

  /** Returns the newest one that has this version of an API group, if one is known. */
  static Optional<FluxMinor> lastWith(String group, String version) {
    return ALL.stream()
        .filter(one -> one.served.getOrDefault(group, List.of()).contains(version))
        .reduce((older, newer) -> newer);
  }
}
