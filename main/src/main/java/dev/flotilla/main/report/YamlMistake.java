package dev.flotilla.main.report;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Why a text is not YAML. */
public final class YamlMistake {
  private YamlMistake() {}

  /** Returns the line and what is wrong there, in the parser's words, which may quote the text. */
  public static String reason(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? line(e).map(line -> "line " + line + ": ").orElse("") + marked.getProblem()
        : "it cannot be read";
  }

  /** Returns the line, counted from 1, if it is known. */
  public static Optional<Integer> line(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(Mark::getLine).map(line -> line + 1)
        : Optional.empty();
  }
}
