package dev.flotilla.stacks.output;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The libraries that turn values into a stack's JSON. A user's own classes are not among them. */
public final class Libraries {
  /** One class of each; they are not loaded, which would take longer than all that is done here. */
  private static final List<String> SAMPLE_CLASSES =
      List.of(
          "dev/flotilla/fleet/Fleet.class",
          "dev/flotilla/constructs/flux/FluxBootstrap.class",
          "dev/flotilla/stacks/ClusterStack.class",
          "com/hashicorp/cdktf/App.class",
          "com/hashicorp/cdktf/providers/helm/provider/HelmProvider.class",
          "com/hashicorp/cdktf/providers/kind/provider/KindProvider.class",
          "com/hashicorp/cdktf/providers/kubernetes/provider/KubernetesProvider.class",
          "software/constructs/Construct.class",
          "software/amazon/jsii/JsiiEngine.class");

  private Libraries() {}

  /**
   * Returns a digest of what is in their jars, by the checksums that a jar has of its entries;
   * empty if one of them is not a jar but a folder of classes under development.
   */
  public static Optional<String> digest() {
    List<Object> jars = new ArrayList<>();
    for (String type : SAMPLE_CLASSES) {
      Optional<Path> jar = jar(type);
      if (jar.isEmpty()) {
        return Optional.empty();
      }
      try {
        jars.add(entries(jar.get()));
      } catch (IOException e) {
        // Whoever cannot read it keeps nothing either.
        return Optional.empty();
      }
    }
    return Optional.of(Fingerprint.of(jars));
  }

  private static Optional<Path> jar(String type) {
    @Nullable URL found = Libraries.class.getClassLoader().getResource(type);
    String suffix = "!/" + type;
    return found != null && found.getProtocol().equals("jar") && found.getPath().endsWith(suffix)
        ? Optional.of(
            Path.of(
                URI.create(
                    found.getPath().substring(0, found.getPath().length() - suffix.length()))))
        : Optional.empty();
  }

  private static SortedMap<String, String> entries(Path jar) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile());
        Stream<? extends ZipEntry> all = zip.stream()) {
      all.forEach(entry -> entries.put(entry.getName(), entry.getCrc() + " " + entry.getSize()));
    }
    return entries;
  }
}
