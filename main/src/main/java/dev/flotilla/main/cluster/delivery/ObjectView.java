package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.FluxObject;
import java.util.Optional;
import java.util.function.Function;

/** The objects on a cluster: none where there is none, or where its kind is not known. */
interface ObjectView extends Function<ObjectId, Optional<FluxObject>> {
  /** Returns the newest event of an object. */
  Optional<ObjectEvent> newestEvent(ObjectId id);
}
