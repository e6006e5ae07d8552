package dev.flotilla.tests.harness.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the parts of the built project are. */
public final class Project {
  public static final Path ROOT =
      Path.of(System.getProperty("project.folder", "..")).toAbsolutePath().normalize();

  /** Everything that tests write. */
  public static final Path TARGET =
      ROOT.resolve("tests/target/fork-" + System.getProperty("fork", "1"));

  public static final Path FLOTILLA = ROOT.resolve("flotilla");
  public static final Path SANDBOX = ROOT.resolve("target/bin/sandbox");

  private Project() {}

  /**
   * Returns the class path of the program, and of a user's own: the libraries, as the launcher has
   * them, then d2.
   */
  public static String classPath() {
    return String.join(":", libraries()) + ":" + ROOT.resolve("d2/target/d2.jar");
  }

  /** Returns the archive of classes that the launcher uses; it holds for those libraries. */
  public static Path sharedClasses() {
    return ROOT.resolve("d2/target/lib.jsa");
  }

  /** Returns the class path of a user's own CDKTF app: neither stacks nor program are there. */
  public static String classPathOfConstructs() {
    return libraries().stream()
        .filter(jar -> !jar.matches(".*/flotilla-(stacks|main)-[^/]*"))
        .collect(Collectors.joining(":"));
  }

  private static List<String> libraries() {
    return files(ROOT.resolve("d2/target/lib")).stream().map(Path::toString).toList();
  }

  /** Returns an empty folder below target, named after what a test does in it. */
  public static Path emptyFolder(String name) {
    Path folder = TARGET.resolve("work").resolve(name);
    delete(folder);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a program, and returns its path. */
  public static Path executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** Writes a file, and the folders it is in. */
  public static Path write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the digest of content as registries have it. */
  public static String sha256(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void delete(Path root) {
    if (Files.exists(root)) {
      walk(root).sorted(Comparator.reverseOrder()).forEach(Project::deleteOne);
    }
  }

  /** Returns every file below {@code root}, sorted. */
  public static List<Path> files(Path root) {
    return walk(root).filter(Files::isRegularFile).sorted().toList();
  }

  private static Stream<Path> walk(Path root) {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
