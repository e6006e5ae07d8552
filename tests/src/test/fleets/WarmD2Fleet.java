import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.d2.D2Fleet;
import dev.flotilla.main.command.Program;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Report;
import dev.flotilla.stacks.StackCustomizer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The program with this repository's fleet, run once for each line of JSON that it reads. */
public final class WarmD2Fleet {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws IOException {
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println(answer(JSON.readTree(line)));
    }
    System.exit(0);
  }

  private static String answer(JsonNode request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Invocation invocation =
        new Invocation(
            D2Fleet::fleet,
            StackCustomizer.NONE,
            JSON.convertValue(
                request.get("environment"), new TypeReference<Map<String, String>>() {}),
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
}
