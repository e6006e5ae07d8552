package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;

/**
 * A stack as it was synthesized. A fleet's own overrides may have put anything there, so that what
 * is read of it later is looked at first.
 */
final class StackFile {
  private StackFile() {}

  static ObjectNode read(Path file) {
    ForeignJson stack =
        ForeignJson.read(
            file,
            place ->
                new Failure(
                    "'%s' must be a stack as 'flotilla synth' writes it, got something else%s; correct what overrides it in the fleet, and run the command again"
                        .formatted(file, place)));
    if (stack.names().isEmpty()) {
      // OpenTofu would plan to remove all that there is.
      throw stack.refused("");
    }
    ForeignJson terraform = stack.object("terraform");
    objectsIn(terraform.object("backend"));
    ForeignJson encryption = terraform.object("encryption");
    objectsInObjects(encryption.object("key_provider"));
    objectsInObjects(encryption.object("method"));
    encryption.object("state").text("method");
    encryption.object("state").object("fallback");
    objectsIn(stack.object("variable"));
    releases(stack.object("resource").object("helm_release"));
    releases(stack.object("data").object("helm_template"));
    return stack.copy();
  }

  private static void objectsIn(ForeignJson parent) {
    parent.names().forEach(parent::object);
  }

  private static void objectsInObjects(ForeignJson parent) {
    parent.names().forEach(name -> objectsIn(parent.object(name)));
  }

  private static void releases(ForeignJson releases) {
    for (String name : releases.names()) {
      ForeignJson release = releases.object(name);
      release.text("name");
      release.texts("values");
    }
  }
}
