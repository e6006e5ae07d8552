package dev.flotilla.main.publish.git;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of Git: the program's, without the variables that would make it read another
 * repository or replaced objects.
 */
final class GitEnvironment {
  /**
   * {@code git rev-parse --local-env-vars}: a hook or an alias sets them, for its own repository.
   */
  private static final Set<String> REPOSITORY_VARIABLES =
      Set.of(
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_CONFIG",
          "GIT_DIR",
          "GIT_GRAFT_FILE",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_INTERNAL_SUPER_PREFIX",
          "GIT_NAMESPACE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_PREFIX",
          "GIT_REPLACE_REF_BASE",
          "GIT_SHALLOW_FILE",
          "GIT_WORK_TREE",
          "GIT_GLOB_PATHSPECS",
          "GIT_ICASE_PATHSPECS",
          "GIT_LITERAL_PATHSPECS",
          "GIT_NOGLOB_PATHSPECS");

  /**
   * None of the user's hooks must run, and none of their settings must leave out a file that cannot
   * be read, or refuse one for its line ends or for being outside of a sparse checkout.
   */
  private static final List<Map.Entry<String, String>> SETTINGS =
      List.of(
          Map.entry("add.ignoreErrors", "false"),
          Map.entry("core.fsmonitor", "false"),
          Map.entry("core.hooksPath", "/dev/null"),
          Map.entry("core.safecrlf", "false"),
          Map.entry("core.sparseCheckout", "false"),
          Map.entry("log.showSignature", "false"));

  private GitEnvironment() {}

  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> git = new TreeMap<>(environment);
    git.keySet().removeAll(REPOSITORY_VARIABLES);
    git.put("GIT_NO_REPLACE_OBJECTS", "1");
    git.put("GIT_OPTIONAL_LOCKS", "0");
    git.put("GIT_TERMINAL_PROMPT", "0");
    git.put("LC_ALL", "C");
    int count = number(environment.getOrDefault("GIT_CONFIG_COUNT", ""));
    for (Map.Entry<String, String> setting : SETTINGS) {
      git.put("GIT_CONFIG_KEY_" + count, setting.getKey());
      git.put("GIT_CONFIG_VALUE_" + count, setting.getValue());
      count++;
    }
    git.put("GIT_CONFIG_COUNT", String.valueOf(count));
    return git;
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
