package dev.flotilla.fleet.artifact;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.version.Version;
import java.util.regex.Pattern;

/**
 * How a Git repository names the tags of its releases, for example {@code {component}-v{version}}.
 *
 * <p>In the registry a release has the tag {@code v1.2.3}, whatever Git's is. Rejected: a form that
 * does not end with {@code {version}}, a digit before that, and characters that are special to a
 * workflow or a shell.
 *
 * @param form {@code {component}} stands for the artifact's name, {@code {version}} for {@code
 *     1.2.3}
 */
public record ReleaseTag(String form) {
  private static final String VERSION = "{version}";
  private static final Pattern RULE =
      Pattern.compile("((\\{component}|\\w)(\\{component}|[-\\w./@])*)?\\{version}");

  /** {@code web/v1.2.3}. */
  public static final ReleaseTag OF_COMPONENT = new ReleaseTag("{component}/v{version}");

  /** {@code v1.2.3}, for a repository that releases all it has at once. */
  public static final ReleaseTag OF_REPOSITORY = new ReleaseTag("v{version}");

  public ReleaseTag {
    if (!RULE.matcher(form).matches() || form.matches(".*\\d\\{version}|.*}\\{version}")) {
      throw new IllegalArgumentException(
          "the form of release tags must be letters, digits, '-', '_', '.', '/' and '@' around '{component}' and end with '{version}', such as '{component}-v{version}', got '"
              + form
              + "'");
    }
  }

  /** Returns what stands before the version in the tags of {@code component}. */
  public String prefix(String component) {
    return form.substring(0, form.length() - VERSION.length()).replace("{component}", component);
  }

  /** Returns the Git tag of one release. */
  public String name(String component, Version version) {
    return prefix(component) + version;
  }

  /** Returns the tags of all releases of {@code component}. */
  public GitRef all(String component) {
    return equals(OF_REPOSITORY) ? GitRef.semverTags() : GitRef.releases(prefix(component));
  }
}
