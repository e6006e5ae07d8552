package dev.flotilla.stacks.d2;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.fleet.FleetFile;
import dev.flotilla.constructs.fleet.ResourceSet;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.schema.ObjectSchemas;
import dev.flotilla.stacks.ClusterResolver;
import dev.flotilla.stacks.ClusterStack;
import dev.flotilla.stacks.Fleet;
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
  void everyObjectIsRightAndWouldBeWrongWithAnotherField(D2Facts facts) {
    Fleet fleet = D2Fleet.fleet();
    ClusterStack stack =
        new ClusterStack(
            Testing.app(),
            new ClusterResolver(fleet).resolve(fleet.cluster(facts.cluster).orElseThrow()));

    assertThat(stack.objects().files().flatMap(D2SchemasTest::objects))
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
