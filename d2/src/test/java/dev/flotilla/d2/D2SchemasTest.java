package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.ResourceSet;
import dev.flotilla.fleet.render.FleetRenderer;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.schema.ObjectSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No object of the fleet escapes the comparison with its schema. */
class D2SchemasTest {
  @ParameterizedTest
  @EnumSource
  void everyObjectMatchesItsSchemaAndNoOtherField(D2Facts facts) {
    Fleet fleet = D2Fleet.fleet();
    RenderedCluster cluster =
        FleetRenderer.render(ResolvedFleet.of(fleet).cluster(facts.cluster).stream().toList())
            .get(0);

    assertThat(cluster.files().stream().flatMap(D2SchemasTest::objects))
        .isNotEmpty()
        .allSatisfy(
            object -> {
              assertThat(ObjectSchemas.problems(object)).isEmpty();
              assertThat(ObjectSchemas.problems(misspelt(object)))
                  .singleElement()
                  .asString()
                  .startsWith("a field must be one that its kind has, got 'misspelt' in ");
            });
  }

  private static Stream<KubernetesObject> objects(FleetFile file) {
    List<ResourceSet> sets = file.content().sets();
    return Stream.of(
            file.content().objects().stream(),
            sets.stream().map(ResourceSet::toObject),
            sets.stream().flatMap(set -> set.resources().stream()))
        .flatMap(objects -> objects);
  }

  private static KubernetesObject misspelt(KubernetesObject object) {
    Map<String, Object> body = new LinkedHashMap<>(object.body());
    body.put("misspelt", true);
    return new KubernetesObject(object.apiVersion(), object.kind(), object.metadata(), body);
  }
}
