package dev.flotilla.stacks.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that an output folder belongs to this fleet, so that files of others are neither replaced
 * nor removed. It reads, and writes nothing.
 */
final class OutputFolder {
  static final String MANIFEST = "manifest.json";
  static final String STACKS = "stacks";

  private static final List<String> OWN = List.of(FleetOutput.FLEET, MANIFEST, STACKS);
  private static final String REMEDY = "name another with --output or CDKTF_OUTDIR, or ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final OutputMark none;

  private OutputFolder(Path folder, Fleet fleet) {
    this.folder = folder;
    this.none = OutputMark.of(fleet);
  }

  /**
   * Returns what this fleet's earlier synths wrote into {@code folder}, which need not exist.
   *
   * @param written the stacks that are about to be written
   * @param isProjectOutput whether what another fleet wrote there belongs to this project too
   * @throws IllegalArgumentException if they would replace what those synths did not write
   */
  static OutputMark check(
      Path folder, Fleet fleet, Collection<String> written, boolean isProjectOutput) {
    OutputFolder output = new OutputFolder(folder, fleet);
    output.requireFolder();
    OutputMark mark = output.mark(isProjectOutput);
    output.requireFolders(mark);
    output.requireNone(
        written.stream()
            .filter(stack -> !mark.stacks().contains(stack))
            .flatMap(stack -> parents().map(parent -> parent + "/" + stack)));
    stacksOf(folder);
    return mark;
  }

  private void requireFolder() {
    if (folder.getParent() == null) {
      throw new IllegalArgumentException(
          "the output folder must be below the root, got '"
              + folder
              + "'; name another with --output or CDKTF_OUTDIR");
    }
    for (Path path = folder; path != null; path = path.getParent()) {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new IllegalArgumentException(
            "the output folder must be a folder, got '%s', where '%s' is a file; name another with --output or CDKTF_OUTDIR"
                .formatted(folder, path));
      }
    }
  }

  private OutputMark mark(boolean isProjectOutput) {
    Path file = folder.resolve(OutputMark.FILE);
    if (!exists(file)) {
      requireNone(OWN.stream());
      return none;
    }
    OutputMark mark =
        read(file)
            .flatMap(OutputMark::parse)
            .orElseThrow(() -> notOurs(file, REMEDY + "move '" + folder + "' away"));
    if (!isProjectOutput && !mark.fleet().equals(none.fleet())) {
      throw new IllegalArgumentException(
          "the output folder '%s' belongs to fleet '%s', got fleet '%s'; %sremove it"
              .formatted(folder, mark.fleet(), none.fleet(), REMEDY));
    }
    return none.and(mark.stacks());
  }

  private void requireNone(Stream<String> names) {
    List<String> foreign = names.filter(name -> exists(folder.resolve(name))).toList();
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got '%s'; %smove %s away"
              .formatted(
                  folder,
                  none.fleet(),
                  String.join("', '", foreign),
                  REMEDY,
                  foreign.size() == 1 ? "it" : "them"));
    }
  }

  /** Through a link, files elsewhere would be replaced and removed. */
  private void requireFolders(OutputMark mark) {
    Stream.concat(
            Stream.of(STACKS, FleetOutput.FLEET),
            parents()
                .flatMap(
                    parent ->
                        Stream.concat(
                            Stream.of(parent),
                            mark.stacks().stream().map(stack -> parent + "/" + stack))))
        .map(folder::resolve)
        .filter(path -> exists(path) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .findFirst()
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(
                  "'%s' must be a folder that an earlier synth wrote, got a %s; remove it"
                      .formatted(path, Files.isSymbolicLink(path) ? "link" : "file"));
            });
  }

  /** Returns the folders that have a folder for each stack or cluster. */
  private static Stream<String> parents() {
    return Stream.concat(Stream.of(STACKS), FleetOutput.parents());
  }

  /** Returns the stacks in the manifest of earlier synths, none if there is no manifest. */
  static ObjectNode stacksOf(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!exists(file)) {
      return JSON.createObjectNode();
    }
    return read(file)
        .map(manifest -> manifest.get(STACKS))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .orElseThrow(() -> notOurs(file, "remove it"));
  }

  private static IllegalArgumentException notOurs(Path file, String remedy) {
    return new IllegalArgumentException(
        "'%s' must be what an earlier synth wrote, got something else; %s".formatted(file, remedy));
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Optional.of(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
