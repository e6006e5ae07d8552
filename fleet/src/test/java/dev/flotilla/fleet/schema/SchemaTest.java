package dev.flotilla.fleet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The schemas that the jar brings along. */
class SchemaTest {
  private final Set<String> visited = new TreeSet<>();

  @Test
  void everyKindHasASchemaWhoseReferencesTypesAndPatternsCanBeRead() {
    SortedMap<String, List<String>> kinds = KnownKinds.byApiVersion();
    kinds.forEach(
        (version, names) -> names.forEach(kind -> visit(Schema.of(version, kind).orElseThrow())));

    assertThat(kinds).containsKeys("v1", "fluxcd.controlplane.io/v1");
    assertThat(kinds.get("source.toolkit.fluxcd.io/v1")).contains("OCIRepository");
  }

  private void visit(Schema reference) {
    Schema schema = reference.resolved();
    if (!visited.add(schema.node().toString())) {
      return;
    }
    SchemaTypes.allows(schema.node(), "any");
    Pattern.compile(schema.node().path("pattern").asText());
    schema.node().path("properties").forEach(field -> visit(schema.at(field)));
    for (String below : List.of("items", "additionalProperties")) {
      if (schema.node().path(below).isObject()) {
        visit(schema.at(schema.node().get(below)));
      }
    }
  }
}
