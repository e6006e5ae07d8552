package dev.flotilla.fleet.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The hostile and legal objects of a tenant, as files that TenantCorpusE2E sends to an API server;
 * with {@code -Dgolden.update=true} they are written anew.
 */
class TenantCorpusTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/corpus");

  /** Those that may be hostile in many ways; of others, the fleet's label is the only one. */
  private static final List<String> CORE =
      List.of(
          "Service",
          "Ingress",
          "NetworkPolicy",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");

  @Test
  void everyKindThatTenantsWriteHasTenHostileObjectsAndMore() {
    Map<String, List<KubernetesObject>> hostile = hostile();

    assertThat(Stream.concat(TenantKinds.written().stream(), CORE.stream()))
        .allSatisfy(kind -> assertThat(hostile.get(kind)).as(kind).hasSizeGreaterThanOrEqualTo(10));
  }

  @Test
  void refusesHostileObjectsWithTheRecordedMessages() throws IOException {
    for (Map.Entry<String, List<KubernetesObject>> kind : hostile().entrySet()) {
      check(
          "hostile/" + kind.getKey() + ".yaml",
          kind.getValue().stream()
              .map(object -> refusals(object) + yaml(object))
              .collect(Collectors.joining("---\n")));
    }
    assertThat(hostile().values())
        .allSatisfy(objects -> assertThat(objects).allMatch(object -> refusal(object).isPresent()));
  }

  @Test
  void tenantMayHaveEveryObjectOfTheLegalCorpus() throws IOException {
    checkLegal("legal/flux.yaml", TenantKinds.legal().toList());
    checkLegal("legal/core.yaml", CoreKinds.legal().toList());
  }

  private static void checkLegal(String name, List<KubernetesObject> legal) throws IOException {
    assertThat(legal).allSatisfy(object -> assertThat(refusal(object)).as(yaml(object)).isEmpty());
    check(name, legal.stream().map(TenantCorpusTest::yaml).collect(Collectors.joining("---\n")));
  }

  private static Map<String, List<KubernetesObject>> hostile() {
    Map<String, List<KubernetesObject>> objects = new TreeMap<>(HostileCorpus.byKind());
    objects.putAll(CoreKinds.hostile());
    return objects;
  }

  private static String refusals(KubernetesObject object) {
    return Tenancy.of(Tenancy.ACCESS)
        .refusals(object)
        .map(refusal -> "# " + refusal + "\n")
        .collect(Collectors.joining());
  }

  private static Optional<String> refusal(KubernetesObject object) {
    return Tenancy.of(Tenancy.ACCESS).refusal(object);
  }

  private static String yaml(KubernetesObject object) {
    return Yaml.write(object.toMap());
  }

  private static void check(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("if the new text is right, write it with: make golden").hasContent(text);
  }
}
