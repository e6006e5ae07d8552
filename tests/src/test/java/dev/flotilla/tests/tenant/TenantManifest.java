package dev.flotilla.tests.tenant;

import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object that a tenant writes, from {@code fleet/src/test/resources/corpus}.
 *
 * @param refusals what the policies may say to it, after their names; the API server says one
 */
record TenantManifest(String file, GenericKubernetesResource object, List<String> refusals) {
  private static final Path CORPUS = Project.ROOT.resolve("fleet/src/test/resources/corpus");

  static List<TenantManifest> hostile() {
    return all("hostile");
  }

  static List<TenantManifest> legal() {
    return all("legal");
  }

  private static List<TenantManifest> all(String folder) {
    return Project.files(CORPUS.resolve(folder)).stream()
        .flatMap(
            file ->
                Stream.of(Project.read(file).split("(?m)^---\n", 0))
                    .map(text -> parse(file.getFileName().toString(), text)))
        .toList();
  }

  private static TenantManifest parse(String file, String text) {
    GenericKubernetesResource object =
        Serialization.unmarshal("---\n" + text, GenericKubernetesResource.class);
    object.getMetadata().setNamespace("frontend");
    return new TenantManifest(
        file,
        object,
        text.lines()
            .filter(line -> line.startsWith("# flux-"))
            .map(line -> line.substring("# ".length()))
            .toList());
  }

  /** Returns whether {@code message} is one of the refusals, as the API server prints it. */
  boolean isRefusedBy(String message) {
    return refusals.stream()
        .map(refusal -> refusal.split(": ", 2))
        .anyMatch(
            refusal ->
                message.endsWith(
                    "ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s"
                        .formatted(refusal[0], refusal[0], refusal[1])));
  }

  @Override
  public String toString() {
    return file
        + " "
        + object.getMetadata().getName()
        + " "
        + Serialization.asJson(object.get("spec"));
  }
}
