package dev.flotilla.tests.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.Map;

/** A folder by which a program is handed a Sigstore: whom to trust, and where to sign. */
record SigstoreFolder(Path path) {
  /** The name of the file with whom to trust, also in Secrets. */
  static final String ROOT = "trusted_root.json";

  /** Returns that of a sandbox's own Sigstore. */
  static SigstoreFolder of(Sandbox sandbox) {
    return new SigstoreFolder(Path.of(sandbox.environment().get("FLOTILLA_MIRROR_SIGSTORE")));
  }

  Path root() {
    return path.resolve(ROOT);
  }

  Path signingConfig() {
    return path.resolve("signing_config.v0.2.json");
  }

  ObjectNode trusted() {
    return (ObjectNode) Sandbox.json(Project.read(root()));
  }

  /** Returns a root that has what both have. */
  ObjectNode joinedWith(SigstoreFolder other) {
    ObjectNode both = trusted();
    for (Map.Entry<String, JsonNode> field : other.trusted().properties()) {
      if (field.getValue() instanceof ArrayNode entries) {
        ((ArrayNode) both.get(field.getKey())).addAll(entries);
      }
    }
    return both;
  }

  /** Has the program trust {@code root}, and sign where {@code signing} does. */
  void write(ObjectNode root, SigstoreFolder signing) {
    Project.write(root(), root.toString());
    Project.write(signingConfig(), Project.read(signing.signingConfig()));
  }
}
