package dev.flotilla.main.review.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever can write into a bundle can make it refused, and nothing else. */
class BundleTamperingTest {
  /** All of them are tried by {@code make campaigns}. */
  private static final int WAYS = Integer.getInteger("bundle.ways", 60);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path parent;

  static Stream<Integer> seeds() {
    return Stream.iterate(0, seed -> seed + 1).limit(WAYS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bundleThatWasTamperedWithIsRefused(int seed) throws IOException {
    Path folder = parent.resolve("bundle");
    String digest = Bundles.write(folder);
    String before = Digest.of(text(folder));
    Random random = new Random(seed);

    String what = tamper(folder, random);
    if (random.nextBoolean() && hasItsManifest(folder, digest)) {
      what += ", and recomputed the manifest";
      recompute(folder);
    }

    assertThat(Digest.of(text(folder))).as("nothing changed: " + what).isNotEqualTo(before);
    Failure failure = catchThrowableOfType(Failure.class, () -> Bundle.open(folder, digest));
    assertThat(failure).as(what).isNotNull();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  /** A field that could be changed without another digest would not be approved. */
  @Test
  void anyFieldOfTheManifestIsPartOfWhatIsApproved() throws IOException {
    Path folder = parent.resolve("bundle");
    String digest = Bundles.write(folder);
    Path manifest = folder.resolve(BundleManifest.FILE);
    JsonNode original = JSON.readTree(manifest.toFile());
    List<String> pointers = new ArrayList<>();
    leaves(original, "", pointers);
    assertThat(pointers).hasSizeGreaterThan(25);

    for (String pointer : pointers) {
      JsonNode changed = original.deepCopy();
      int slash = pointer.lastIndexOf('/');
      JsonNode holder = changed.at(pointer.substring(0, slash));
      if (holder instanceof ObjectNode object) {
        object.put(pointer.substring(slash + 1).replace("~1", "/"), "another");
      } else {
        ((ArrayNode) holder).set(0, "another");
      }
      JSON.writerWithDefaultPrettyPrinter().writeValue(manifest.toFile(), changed);

      assertThat(catchThrowableOfType(Failure.class, () -> Bundle.open(folder, digest)))
          .as(pointer)
          .isNotNull()
          .extracting(Failure::exitCode)
          .isEqualTo(ExitCode.REFUSED);
    }
  }

  private static void leaves(JsonNode node, String pointer, List<String> pointers) {
    if (node.isValueNode()) {
      pointers.add(pointer);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(node.get(i), pointer + "/" + i, pointers);
      }
    } else {
      node.properties()
          .forEach(
              field ->
                  leaves(
                      field.getValue(),
                      pointer + "/" + field.getKey().replace("/", "~1"),
                      pointers));
    }
  }

  private static String tamper(Path folder, Random random) throws IOException {
    List<Path> files = files(folder);
    Path file = files.get(random.nextInt(files.size()));
    Path other = files.get((files.indexOf(file) + 1) % files.size());
    byte[] content = Files.readAllBytes(file);
    int at = random.nextInt(content.length);
    switch (random.nextInt(9)) {
      case 0 -> {
        content[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, content);
        return "flipped a bit of " + file;
      }
      case 1 -> {
        content[at] = (byte) (content[at] + 1 + random.nextInt(255));
        Files.write(file, content);
        return "replaced a byte of " + file;
      }
      case 2 -> {
        Files.write(file, spliced(content, at, new byte[] {(byte) random.nextInt(256)}, 0));
        return "inserted a byte into " + file;
      }
      case 3 -> {
        Files.write(file, spliced(content, at, new byte[0], 1));
        return "removed a byte of " + file;
      }
      case 4 -> {
        Files.write(file, spliced(content, at, new byte[0], content.length - at));
        return "cut off " + file;
      }
      case 5 -> {
        Files.write(file, spliced(content, content.length, " \n".getBytes(UTF_8), 0));
        return "added white space to " + file;
      }
      case 6 -> {
        Files.delete(file);
        return "removed " + file;
      }
      case 7 -> {
        Path added = file.resolveSibling(file.getFileName() + "." + random.nextInt(1000));
        Files.write(added, content);
        return "added " + added;
      }
      default -> {
        Files.write(file, Files.readAllBytes(other));
        Files.write(other, content);
        return "swapped %s and %s".formatted(file, other);
      }
    }
  }

  private static byte[] spliced(byte[] content, int at, byte[] inserted, int removed) {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(content, 0, at);
    spliced.writeBytes(inserted);
    spliced.write(content, at + removed, content.length - at - removed);
    return spliced.toByteArray();
  }

  private static boolean hasItsManifest(Path folder, String digest) throws IOException {
    Path manifest = folder.resolve(BundleManifest.FILE);
    return Files.exists(manifest) && Digest.of(Files.readAllBytes(manifest)).equals(digest);
  }

  /** As somebody does who knows how a bundle is made. */
  private static void recompute(Path folder) throws IOException {
    Path manifest = folder.resolve(BundleManifest.FILE);
    BundleManifest old = BundleManifest.parse(Files.readAllBytes(manifest));
    Files.write(
        manifest,
        new BundleManifest(
                old.tree(),
                old.engine(),
                old.engineVersion(),
                old.artifacts(),
                old.stacks(),
                FolderDigests.of(folder, name -> !name.equals(BundleManifest.FILE)))
            .toJson());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] text(Path folder) {
    return FolderDigests.of(folder, name -> true).toString().getBytes(UTF_8);
  }
}
