package dev.flotilla.main.publish.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.report.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFolderTest {
  private static final String LONG_NAME = "a/".repeat(60) + "file.yaml";

  @TempDir Path folder;

  @Test
  void equalFilesGiveEqualBytes() throws IOException {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    write(one.resolve("b.yaml"), "b");
    write(one.resolve("a/c.yaml"), "c");
    write(one.resolve(LONG_NAME), "long");
    write(other.resolve(LONG_NAME), "long");
    write(other.resolve("a/c.yaml"), "c");
    Path written = write(other.resolve("b.yaml"), "b");
    Files.setLastModifiedTime(written, FileTime.fromMillis(86_400_000));
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-rw-r--"));

    assertThat(FolderFiles.pack(other).content()).isEqualTo(FolderFiles.pack(one).content());
    assertThat(FolderFiles.pack(other).digest())
        .isEqualTo(FolderFiles.pack(one).digest())
        .matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void otherContentNameOrModeGivesOtherBytes() throws IOException {
    Path file = write(folder.resolve("a.sh"), "a");
    String digest = FolderFiles.pack(folder).digest();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    String executable = FolderFiles.pack(folder).digest();
    Files.writeString(file, "b");
    String changed = FolderFiles.pack(folder).digest();
    Files.move(file, folder.resolve("b.sh"));
    String renamed = FolderFiles.pack(folder).digest();

    assertThat(new TreeSet<>(List.of(digest, executable, changed, renamed))).hasSize(4);
  }

  @Test
  void entriesAreSortedAndWithoutTracesOfThisMachine() throws IOException {
    write(folder.resolve("tenants/b.yaml"), "b");
    write(folder.resolve("clusters/ä.yaml"), "a");
    write(folder.resolve(LONG_NAME), "long");
    Files.setPosixFilePermissions(
        write(folder.resolve("run.sh"), "run"), PosixFilePermissions.fromString("rwx------"));

    assertThat(entries(FolderFiles.pack(folder)))
        .extracting(
            entry ->
                "%s %o %d:%d %s%s %d %d"
                    .formatted(
                        entry.getName(),
                        entry.getMode(),
                        entry.getLongUserId(),
                        entry.getLongGroupId(),
                        entry.getUserName(),
                        entry.getGroupName(),
                        entry.getLastModifiedTime().toMillis(),
                        entry.getSize()))
        .containsExactly(
            LONG_NAME + " 100644 0:0  0 4",
            "clusters/ä.yaml 100644 0:0  0 1",
            "run.sh 100755 0:0  0 3",
            "tenants/b.yaml 100644 0:0  0 1");
  }

  @Test
  void headerHasNeitherNameNorTime() throws IOException {
    write(folder.resolve("a.yaml"), "a");

    assertThat(FolderFiles.pack(folder).content()).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
  }

  @Test
  void packsTheBytesOfEachFileInTheOrderOfTheirNames() throws IOException {
    PackedFolder packed =
        PackedFolder.of(
            folder, List.of(file("b.yaml", "bb"), file("B.yaml", "b"), file("a\\b.yaml", "")));

    assertThat(entries(packed))
        .extracting(entry -> entry.getName() + " " + entry.getSize())
        .containsExactly("B.yaml 1", "a\\b.yaml 0", "b.yaml 2");
  }

  private static PackedFile file(String path, String text) {
    return new PackedFile(path, false, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesYamlThatWouldExhaustTheControllers() throws IOException {
    write(folder.resolve("base/bomb.yaml"), YamlExpansionTest.BOMB);

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> FolderFiles.pack(folder))
        .withMessage(
            "the YAML aliases of an artifact must stand for at most 100000 nodes, got 490329036 with those of 'base/bomb.yaml', which would exhaust kustomize-controller; write out what they stand for");
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(
            () -> PackedFolder.of(folder, List.of(file("bomb.yaml", YamlExpansionTest.BOMB))))
        .withMessage(
            "the YAML aliases of an artifact must stand for at most 100000 nodes, got 490329036 with those of 'bomb.yaml', which would exhaust kustomize-controller; write out what they stand for");
  }

  @Test
  void refusesAFolderWithoutFiles() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> PackedFolder.of(folder, List.of()))
        .withMessage(
            "a folder to publish must have files, got none in '"
                + folder
                + "'; add manifests, or name another folder");
  }

  @Test
  void reportsItsFilesAndItsSize() throws IOException {
    write(folder.resolve("a.yaml"), "a");

    assertThat(FolderFiles.pack(folder)).asString().matches("1 file, 0\\.1 KiB, sha256:[0-9a-f]+");
    write(folder.resolve("b.yaml"), "b");
    assertThat(FolderFiles.pack(folder)).asString().startsWith("2 files, ");
  }

  private static List<TarArchiveEntry> entries(PackedFolder packed) throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new ByteArrayInputStream(packed.content())),
            StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
