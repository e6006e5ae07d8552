package dev.flotilla.main.status;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import java.util.List;
import java.util.Optional;

/**
 * The status of a cluster's Flux, and how what it delivers was built.
 *
 * @param ring the ring that the cluster is in, or empty
 */
public record ClusterStatus(
    @JsonUnwrapped FluxStatus status,
    Optional<RingName> ring,
    List<ArtifactProvenance> provenance) {}
