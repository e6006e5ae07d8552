package dev.flotilla.fleet.artifact;

import java.util.regex.Pattern;

/**
 * What certificates for pipelines of gitlab.com have as the subject.
 *
 * @see <a href="https://docs.gitlab.com/ci/yaml/signing_examples/">Sigstore for keyless signing</a>
 */
final class GitLabProject {
  private static final Pattern PATH = Pattern.compile("\\w[-\\w.]*(/\\w[-\\w.]*)+");

  private GitLabProject() {}

  static String subject(String project) {
    if (!PATH.matcher(project).matches()) {
      throw new IllegalArgumentException(
          "a project on gitlab.com must be named with its groups such as 'acme/platform/apps', got '"
              + project
              + "'");
    }
    return "https://gitlab.com/" + project + "//.gitlab-ci.yml@{ref}";
  }
}
