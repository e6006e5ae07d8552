import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.main.command.Program;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program with the fleet of a class, run once for each line of JSON that it reads. */
public final class WarmFleets {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws IOException {
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.setIn(InputStream.nullInputStream()); // else a question would wait for the next request
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println(answer(JSON.readTree(line)));
    }
    System.exit(0);
  }

  private static String answer(JsonNode request) throws IOException {
    Map<String, String> properties = texts(request.get("properties"));
    properties.forEach(System::setProperty);
    try {
      return run(request);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  private static String run(JsonNode request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Class<?> owner = owner(request.get("fleet").textValue());
    Invocation invocation =
        new Invocation(
            () -> (Fleet) call(method(owner, "fleet").get(0)),
            method(owner, "customizer").stream()
                .map(method -> (StackCustomizer) call(method))
                .findAny()
                .orElse(StackCustomizer.NONE),
            texts(request.get("environment")),
            Path.of(request.get("folder").textValue()),
            new Report(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false));
    int exitCode =
        Program.run(invocation, JSON.convertValue(request.get("arguments"), String[].class));
    return JSON.createObjectNode()
        .put("exitCode", exitCode)
        .put("stdout", out.toString(UTF_8))
        .put("stderr", err.toString(UTF_8))
        .toString();
  }

  private static Map<String, String> texts(JsonNode object) {
    return JSON.convertValue(object, new TypeReference<>() {});
  }

  private static Class<?> owner(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Method> method(Class<?> owner, String name) {
    return Stream.of(owner.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
        .toList();
  }

  /** Throws what the fleet does, as it would by a call in Java. */
  private static Object call(Method method) {
    method.setAccessible(true);
    try {
      return method.invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
