package dev.flotilla.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * In place of {@code gh}, because there is no GitHub: it keeps what is open in a folder, and notes
 * what is asked of it.
 */
public final class GitHubCommand {
  private final Path folder;

  private static final Path JQ = Project.ROOT.resolve("target/bin/jq");

  /** Installs it in a folder of its own, with the jq that gh has in it. */
  public GitHubCommand(Path folder) {
    this.folder = folder;
    Path program = folder.resolve("gh");
    Project.write(program, Project.read(Project.ROOT.resolve("tests/src/test/resources/bin/gh")));
    try {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.deleteIfExists(folder.resolve("jq"));
      Files.createSymbolicLink(folder.resolve("jq"), JQ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder that is to stand first in a PATH. */
  public Path folder() {
    return folder;
  }

  /** Returns the command lines that changed something. */
  public String changes() {
    Path log = folder.resolve("changes");
    return Files.exists(log) ? Project.read(log) : "";
  }

  /** Returns the text of the pull request or issue that is open, if one is. */
  public String body() {
    return Project.read(folder.resolve("body"));
  }

  /** Returns the comments of the pull request, each with its {@code id} and {@code body}. */
  public JsonNode comments() {
    Path file = folder.resolve("comments.json");
    return Serialization.unmarshal(Files.exists(file) ? Project.read(file) : "[]", JsonNode.class);
  }

  /** Adds a comment, as somebody else's program or a person does. */
  public void comment(int id, String author, String body) {
    ArrayNode all = (ArrayNode) comments();
    all.addObject().put("id", id).put("body", body).putObject("user").put("login", author);
    Project.write(folder.resolve("comments.json"), all.toString());
  }

  /** Says by which pull request the commits that are pushed came. */
  public void merged(int pullRequest, String base) {
    Project.write(
        folder.resolve("pulls.json"),
        """
        [{"number": 3, "merged_at": null, "base": {"ref": "%s"}},
         {"number": %d, "merged_at": "2026-05-04T09:00:00Z", "base": {"ref": "%s"}}]
        """
            .formatted(base, pullRequest, base));
  }

  /** Returns the folder of what a run has kept. */
  public Path artifacts(long run) {
    return folder.resolve("artifacts").resolve(String.valueOf(run));
  }

  /** Closes what is open, as a person does who merges it. */
  public void close() {
    Project.delete(folder.resolve("open"));
  }
}
