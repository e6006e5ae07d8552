package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders a sync source into the fields of a FluxInstance. */
final class SyncSpec {
  /** The operator names the source it generates after the namespace. */
  private static final Patch.Target SOURCE =
      new Patch.Target("OCIRepository", FluxBootstrap.NAMESPACE);

  private SyncSpec() {}

  static Map<String, Object> of(SyncSource.Oci oci) {
    Map<String, Object> sync =
        Ordered.map(
            "kind", "OCIRepository",
            "url", oci.url().value(),
            "ref", oci.tag(),
            "path", oci.path());
    oci.credential().ifPresent(credential -> sync.put("pullSecret", credential.secretName()));
    return sync;
  }

  /** {@code spec.sync} has no field for these, so the generated source is patched. */
  static List<Patch> patches(SyncSource.Oci oci) {
    List<Patch> patches = new ArrayList<>();
    oci.verification()
        .toSpec()
        .ifPresent(verify -> patches.add(Patch.add(SOURCE, "/spec/verify", verify)));
    if (oci.insecure()) {
      patches.add(Patch.add(SOURCE, "/spec/insecure", true));
    }
    return patches;
  }
}
