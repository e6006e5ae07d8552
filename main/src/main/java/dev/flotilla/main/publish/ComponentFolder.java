package dev.flotilla.main.publish;

import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A component's or tenant's folder, and the artifact that it is named after. */
public record ComponentFolder(Path folder, ChannelArtifact artifact) {
  /** Finds the artifacts of {@code folders} among those of the fleet. */
  public static List<ComponentFolder> find(
      List<Path> folders, Collection<ChannelArtifact> artifacts) {
    List<ComponentFolder> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path folder : folders) {
      String name = String.valueOf(folder.getFileName());
      List<ChannelArtifact> named =
          artifacts.stream().filter(artifact -> artifact.name().equals(name)).toList();
      if (named.size() == 1) {
        found.add(new ComponentFolder(folder, named.get(0)));
      } else {
        problems.add(named.isEmpty() ? unknown(name, artifacts) : ambiguous(name, named));
      }
    }
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
    return found;
  }

  private static String unknown(String name, Collection<ChannelArtifact> artifacts) {
    TreeSet<String> known =
        artifacts.stream()
            .map(ChannelArtifact::name)
            .collect(Collectors.toCollection(TreeSet::new));
    return "a folder of content must be named after a component or tenant of the fleet, got '%s'; %s"
        .formatted(name, Suggestion.hint(name, known, "it has: "));
  }

  private static String ambiguous(String name, List<ChannelArtifact> named) {
    return "a folder to publish must name exactly one artifact, got '%s', the name of %s; rename one of them"
        .formatted(
            name,
            named.stream()
                .map(artifact -> "'" + artifact.path() + "'")
                .collect(Collectors.joining(" and ")));
  }
}
