package dev.flotilla.main.publish;

import dev.flotilla.main.process.ProcessResult;
import dev.flotilla.main.process.Subprocess;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Another program.
 *
 * @param program its name on the PATH, or its path
 * @param missing what is said when it cannot be started
 */
record Tool(String program, Path folder, Map<String, String> environment, String missing) {
  Tool with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Tool(program, folder, more, missing);
  }

  ProcessResult run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    try {
      return new Subprocess(command, folder, environment).run();
    } catch (IOException e) {
      throw new Failure(missing);
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }
}
