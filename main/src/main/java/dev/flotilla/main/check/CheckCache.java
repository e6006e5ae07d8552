package dev.flotilla.main.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.publish.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has passed before, so that an unchanged folder is not checked again. One answer is kept for
 * each set of folders.
 */
final class CheckCache {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String folders;
  private final Path file;

  /**
   * Finds what the same program has answered to the same request.
   *
   * @param request without its archives, whose files differ from run to run
   */
  CheckCache(CheckProgram program, CheckRequest request) {
    this.folder = program.folder();
    String paths =
        request.folders().stream().map(CheckRequest.Folder::path).collect(Collectors.joining("\n"));
    this.folders = digits(paths) + "-";
    String key = program.digest() + Digest.of(request.toJson());
    this.file = folder.resolve(folders + digits(key) + ".json");
  }

  private static String digits(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).replaceFirst(".*:", "");
  }

  Optional<CheckAnswer> answer() {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), CheckAnswer.class));
    } catch (IOException e) {
      return Optional.empty(); // none, or one that another version wrote
    }
  }

  /** Keeps a clean answer in place of an older one; without it, the next run checks again. */
  void keep(CheckAnswer answer) {
    if (!answer.hasPassed()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, folders + "*.json")) {
        for (Path path : older) {
          Files.deleteIfExists(path);
        }
      }
      Path part = Files.createTempFile(folder, folders, ".part");
      Files.write(part, JSON.writeValueAsBytes(answer));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return; // a full disk must not stop a publish
    }
  }
}
