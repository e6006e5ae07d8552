package dev.flotilla.main.publish.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.BomReference;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Composition;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;

/**
 * The charts and images of a component or tenant, as CycloneDX: equal for equal content, so without
 * a serial number, and of the time of the commit.
 */
public final class BillOfMaterials {
  /** Before a repository in a registry. */
  private static final String OCI = "oci://";

  private final Component artifact;
  private final FolderContent content;
  private final ArtifactManifest manifest;
  private final SortedMap<String, Component> components = new TreeMap<>();

  private BillOfMaterials(
      ChannelArtifact artifact, ArtifactManifest manifest, FolderContent content) {
    this.manifest = manifest;
    this.content = content;
    String repository = artifact.url().host() + artifact.url().path();
    this.artifact =
        component(
            Component.Type.APPLICATION,
            artifact.name(),
            manifest.revision(),
            oci(repository, "", manifest.digest()));
  }

  /**
   * Returns the text.
   *
   * @param manifest what is published
   * @param content what that puts on clusters
   */
  public static String json(
      ChannelArtifact artifact, ArtifactManifest manifest, FolderContent content) {
    try {
      Bom bill = new BillOfMaterials(artifact, manifest, content).bill();
      return BomGeneratorFactory.createJson(Version.VERSION_16, bill).toJsonString(false);
    } catch (GeneratorException e) {
      throw new IllegalStateException("components with names and versions are CycloneDX", e);
    }
  }

  private Bom bill() {
    content.charts().stream().map(BillOfMaterials::chart).forEach(this::add);
    content.images().stream().map(BillOfMaterials::image).forEach(this::add);
    Metadata metadata = new Metadata();
    metadata.setTimestamp(manifest.created().map(Date::from).orElse(null));
    metadata.setComponent(artifact);
    Bom bill = new Bom();
    bill.setMetadata(metadata);
    bill.setComponents(new ArrayList<>(components.values()));
    bill.setDependencies(List.of(dependency()));
    if (content.isPartial()) {
      bill.setCompositions(List.of(incomplete()));
    }
    return bill;
  }

  private void add(Component component) {
    components.put(component.getBomRef(), component);
  }

  private Dependency dependency() {
    Dependency dependency = new Dependency(artifact.getBomRef());
    components.keySet().forEach(reference -> dependency.addDependency(new Dependency(reference)));
    return dependency;
  }

  private Composition incomplete() {
    Composition composition = new Composition();
    composition.setAggregate(Composition.Aggregate.INCOMPLETE);
    composition.setAssemblies(List.of(new BomReference(artifact.getBomRef())));
    return composition;
  }

  private static Component chart(FolderContent.Chart chart) {
    boolean isOci = chart.url().startsWith(OCI);
    Component component =
        component(
            Component.Type.APPLICATION,
            chart.name(),
            chart.version(),
            isOci
                ? oci(chart.url().substring(OCI.length()), "", chart.digest())
                : purl(
                    PackageURLBuilder.aPackageURL()
                        .withType("helm")
                        .withName(chart.name())
                        .withVersion(chart.version())
                        .withQualifier("repository_url", chart.url())));
    if (!isOci) {
      component.addHash(new Hash(Hash.Algorithm.SHA_256, hex(chart.digest())));
    }
    return component;
  }

  private static Component image(FolderContent.Image image) {
    return component(
        Component.Type.CONTAINER,
        image.repository(),
        image.tag().isEmpty() ? image.digest() : image.tag(),
        oci(image.repository(), image.tag(), image.digest()));
  }

  private static Component component(
      Component.Type type, String name, String version, PackageURL purl) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    component.setVersion(version);
    component.setPurl(purl);
    component.setBomRef(purl.canonicalize());
    return component;
  }

  /**
   * Something in a registry.
   *
   * @param tag empty if it has none
   * @param digest empty if it is not known
   */
  private static PackageURL oci(String repository, String tag, String digest) {
    PackageURLBuilder builder =
        PackageURLBuilder.aPackageURL()
            .withType("oci")
            .withName(repository.substring(repository.lastIndexOf('/') + 1))
            .withQualifier("repository_url", repository);
    if (!tag.isEmpty()) {
      builder.withQualifier("tag", tag);
    }
    return purl(digest.isEmpty() ? builder : builder.withVersion(digest));
  }

  private static PackageURL purl(PackageURLBuilder builder) {
    try {
      return builder.build();
    } catch (MalformedPackageURLException e) {
      throw new IllegalStateException("what has a name has a package URL", e);
    }
  }

  private static String hex(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
