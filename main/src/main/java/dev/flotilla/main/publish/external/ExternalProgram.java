package dev.flotilla.main.publish.external;

import dev.flotilla.main.process.BinaryResult;
import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * Another program.
 *
 * @param program its name on the PATH, or its path
 * @param limit how long one command of it may take
 * @param missing what is said when it cannot be started
 */
public record ExternalProgram(
    String program, Path folder, Map<String, String> environment, Duration limit, String missing) {
  /** Returns this program with one more variable in its environment. */
  public ExternalProgram with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new ExternalProgram(program, folder, more, limit, missing);
  }

  /** Runs one command without input, and returns what it printed as text. */
  public ProcessResult run(List<String> arguments) {
    return run(arguments, new byte[0]).text();
  }

  /** Runs it with input; its output may be anything. */
  public BinaryResult run(List<String> arguments, byte[] input) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    try {
      return new Subprocess(command, folder, environment).run(input, limit);
    } catch (IOException e) {
      throw new Failure(missing);
    } catch (TimeoutException e) {
      throw new Failure(
          "'%s %s' must end within %s, and was stopped; see what it waits for, and publish again"
              .formatted(program, arguments.get(0), TimeLimits.text(limit)));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }
}
