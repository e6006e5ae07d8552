package dev.flotilla.main.cluster.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.cluster.flux.Obstacle;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one Kustomization of the fleet, or one ResourceSet, has brought onto a cluster.
 *
 * @param source where it comes from: namespace and name of the source, or empty if it has none
 * @param revision what is fetched from there, or empty
 * @param origin the Git revision that this was built from, or empty if it is unknown
 * @param signer who must have signed it, or empty if it has no source
 * @param obstacles what keeps it from being ready, causes before what waits for them
 * @param releases the HelmReleases among what it has applied
 * @param deliveries what it has brought in turn
 */
public record Delivery(
    String name,
    String source,
    String revision,
    String origin,
    String signer,
    List<Obstacle> obstacles,
    List<ReleaseStatus> releases,
    List<Delivery> deliveries) {

  static Delivery of(
      String name,
      List<FluxObject> objects,
      List<Obstacle> obstacles,
      List<ReleaseStatus> releases,
      List<Delivery> deliveries) {
    Optional<FluxObject> source =
        objects.stream().filter(object -> object.id().isSource()).findFirst();
    return new Delivery(
        name,
        source.map(object -> object.id().namespace() + "/" + object.id().name()).orElse(""),
        source.map(FluxObject::revision).orElse(""),
        source.map(FluxObject::origin).orElse(""),
        source.map(FluxObject::signer).orElse(""),
        obstacles.stream().sorted(Comparator.comparing(Obstacle::isWaiting)).toList(),
        releases,
        deliveries);
  }

  /** Returns whether all of it is there, at the revision of its source. */
  @JsonProperty("ready")
  public boolean isReady() {
    return all().allMatch(delivery -> delivery.obstacles().isEmpty());
  }

  /** Returns this delivery and all below it. */
  public Stream<Delivery> all() {
    return Stream.concat(Stream.of(this), deliveries.stream().flatMap(Delivery::all));
  }

  /** Returns how many are ready, and which are not. */
  static String summary(List<Delivery> deliveries) {
    List<Delivery> all = deliveries.stream().flatMap(Delivery::all).toList();
    List<String> missing =
        all.stream()
            .filter(delivery -> !delivery.obstacles().isEmpty())
            .map(Delivery::name)
            .toList();
    return "%d of %d ready%s"
        .formatted(
            all.size() - missing.size(),
            all.size(),
            missing.isEmpty() ? "" : ", not yet " + String.join(", ", missing));
  }
}
