package dev.flotilla.stacks.output;

import static dev.flotilla.stacks.output.OutputFolder.MANIFEST;
import static dev.flotilla.stacks.output.OutputFolder.STACKS;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.object.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The folder that a synth writes.
 *
 * <p>CDKTF writes into a sibling folder; what it wrote then replaces its predecessor stack by
 * stack, and nothing else is touched: not {@code .terraform}, not the lock files, not stacks that
 * were not requested, and nothing that no synth of the fleet wrote.
 */
public final class StackOutput implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What the program and OpenTofu leave in a stack's folder beside what a synth writes. */
  private static final Pattern BY_PRODUCT = Pattern.compile("plan|flotilla.*|\\.terraform.*");

  private final Path folder;

  /** The stacks that are requested. */
  private final List<String> all;

  /** Whether stacks that this synth does not write are gone from the fleet. */
  private final boolean whole;

  private final OutputMark mark;

  /** The stacks in the manifest of earlier synths. */
  private final ObjectNode known;

  private final Path work;
  private final FleetOutput fleet;

  /** Stacks that stay as they are. */
  private final Set<String> kept = new TreeSet<>();

  /** By the digest of their values, stacks that belong together and of which a note is kept. */
  private final Map<List<String>, String> noted = new LinkedHashMap<>();

  /**
   * Prepares an output.
   *
   * @param written the stacks that this synth writes or keeps
   * @param whole whether the fleet has no others
   * @param isProjectOutput whether what another fleet wrote there belongs to this project too
   * @throws IllegalArgumentException if the folder has what this fleet's synths did not write
   */
  public StackOutput(
      Path folder,
      Fleet fleet,
      Collection<String> written,
      boolean whole,
      boolean isProjectOutput) {
    this.folder = folder.toAbsolutePath().normalize();
    this.all = List.copyOf(written);
    this.whole = whole;
    this.mark = OutputFolder.check(this.folder, fleet, written, isProjectOutput);
    this.known = OutputFolder.stacksOf(this.folder);
    try {
      Files.createDirectories(this.folder.getParent());
      this.work =
          Files.createTempDirectory(this.folder.getParent(), this.folder.getFileName() + ".");
      // The app's constructor starts Node.js; when that fails, nobody else can clean up.
      work.toFile().deleteOnExit();
      work.resolve(STACKS).toFile().deleteOnExit();
      this.fleet = new FleetOutput(work);
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  /**
   * Returns whether the output has those stacks already, made of the same values and untouched
   * since; else it notes, when all is written, what they were made of.
   *
   * @param stacks those that belong together, the cluster's own last
   * @param values the digest of what they are made of
   */
  public boolean keeps(List<String> stacks, String values) {
    boolean isThere =
        stacks.stream().allMatch(name -> mark.stacks().contains(name) && known.has(name));
    List<Path> folders = folders(stacks);
    if (isThere
        && StackRecord.read(folders)
            .filter(record -> record.values().equals(values))
            .filter(record -> record.equals(StackRecord.of(values, folders)))
            .isPresent()) {
      kept.addAll(stacks);
      return true;
    }
    noted.put(List.copyOf(stacks), values);
    return false;
  }

  private List<Path> folders(List<String> stacks) {
    return stacks.stream().map(name -> folder.resolve(STACKS).resolve(name)).toList();
  }

  /** Returns the folder that CDKTF writes into. */
  public Path workFolder() {
    return work;
  }

  /** Returns what takes the fleet artifact, for {@link #publish}. */
  public FleetOutput fleet() {
    return fleet;
  }

  /** Returns what is wrong with the texts in what was synthesized. */
  public List<Problem> problems() {
    try {
      List<Problem> problems = new ArrayList<>();
      for (Path stack : FileTree.list(work.resolve(STACKS))) {
        StackTexts.problems(JSON.readTree(stack.resolve(StackRecord.JSON).toFile()))
            .forEach(text -> problems.add(new Problem(stack.getFileName().toString(), text)));
      }
      return problems;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the temporary folder, got '" + work + "'", e);
    }
  }

  /** Moves what was synthesized into place. */
  public void publish() {
    try {
      Files.createDirectories(folder);
      List<Path> stacks = FileTree.list(work.resolve(STACKS));
      List<String> names = stacks.stream().map(stack -> stack.getFileName().toString()).toList();
      Set<String> stale = new TreeSet<>(whole ? mark.stacks() : Collections.emptySortedSet());
      names.forEach(stale::remove);
      stale.removeAll(kept);
      mark.and(names).write(folder, work);
      for (Path stack : stacks) {
        publishStack(stack);
      }
      publishManifest();
      for (String stack : stale) {
        removeStack(folder.resolve(STACKS).resolve(stack));
      }
      fleet.publish(folder, stale);
      stale.removeIf(stack -> Files.exists(folder.resolve(STACKS).resolve(stack)));
      mark.and(names).without(stale).write(folder, work);
      for (Map.Entry<List<String>, String> note : noted.entrySet()) {
        List<Path> written = folders(note.getKey());
        StackRecord.of(note.getValue(), written).write(written, work);
      }
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  private static UncheckedIOException notWritten(Path folder, IOException e) {
    return new UncheckedIOException("cannot write the output folder, got '" + folder + "'", e);
  }

  /** Assets first: their folders are named by content, and the JSON that names them is last. */
  private void publishStack(Path source) throws IOException {
    Path name = source.getFileName();
    Path target = Files.createDirectories(folder.resolve(STACKS).resolve(name));
    Path assets = source.resolve(StackRecord.ASSETS);
    if (Files.exists(assets)) {
      Path present = target.resolve(StackRecord.ASSETS);
      if (Files.exists(present)) {
        Path replaced = Files.createDirectories(work.resolve("replaced").resolve(STACKS));
        Files.move(present, replaced.resolve(name));
      }
      Files.move(assets, present);
    }
    Files.move(
        source.resolve(StackRecord.JSON),
        target.resolve(StackRecord.JSON),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where all stacks are kept, CDKTF has written none. */
  private void publishManifest() throws IOException {
    Path written = work.resolve(MANIFEST);
    Path source = Files.exists(written) ? written : folder.resolve(MANIFEST);
    ObjectNode manifest = (ObjectNode) JSON.readTree(source.toFile());
    known.setAll((ObjectNode) manifest.get(STACKS));
    manifest.set(STACKS, whole ? ofTheFleet() : known);
    Path merged = work.resolve("merged.json");
    JSON.writeValue(merged.toFile(), manifest);
    Files.move(
        merged,
        folder.resolve(MANIFEST),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns them in the order in which CDKTF lists them when it writes all. */
  private ObjectNode ofTheFleet() {
    ObjectNode stacks = JSON.createObjectNode();
    all.stream().sorted().forEach(name -> stacks.set(name, known.get(name)));
    return stacks;
  }

  /** A file that somebody has put there himself stays, and the folder with it. */
  private static void removeStack(Path stack) throws IOException {
    for (Path entry : FileTree.list(stack)) {
      String name = entry.getFileName().toString();
      if (name.equals(StackRecord.JSON)
          || name.equals(StackRecord.ASSETS)
          || BY_PRODUCT.matcher(name).matches()) {
        FileTree.delete(entry);
      }
    }
    if (FileTree.list(stack).isEmpty()) {
      Files.deleteIfExists(stack);
    }
  }

  @Override
  public void close() {
    try {
      FileTree.delete(work);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary folder, got '" + work + "'", e);
    }
  }
}
