package dev.flotilla.main.status;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import java.util.List;

/**
 * The status of a cluster's Flux, and how what it delivers was built.
 *
 * @param ring the ring that the cluster is in, or empty
 */
public record ClusterStatus(
    @JsonUnwrapped FluxStatus status, String ring, List<ArtifactProvenance> provenance) {}
