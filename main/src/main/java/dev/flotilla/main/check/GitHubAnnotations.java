package dev.flotilla.main.check;

import java.nio.file.Path;

/**
 * Problems as commands of GitHub Actions, which shows each at its line of a pull request. No
 * permission is needed for it, so it works for forks too.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message">workflow
 *     commands</a>
 */
public final class GitHubAnnotations {
  private final RepositoryPaths files;

  /**
   * Names files from their repositories.
   *
   * @param folder the working folder, from which a check names its files
   */
  public GitHubAnnotations(Path folder) {
    this.files = new RepositoryPaths(folder);
  }

  /** Returns the command, whose message is what people read in the log as well. */
  public String line(CheckProblem problem) {
    return "::error file=%s,line=%d,title=%s::%s"
        .formatted(
            property(files.path(problem.file())),
            Math.max(problem.line(), 1),
            property("flotilla check: " + problem.rule()),
            data(problem.toString()));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
