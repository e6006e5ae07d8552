package software.amazon.jsii;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * Prints what JavaScript has printed, in place of jsii's class of this name. That one looks for it
 * ten times a second, so that a program waits at its end for the last look; this one hears of it.
 */
final class JsiiRuntime$ErrorStreamSink extends Thread {
  private final InputStream errors;

  /** It is called by {@code JsiiRuntime}, and {@code errors} ends when Node.js does. */
  public JsiiRuntime$ErrorStreamSink(InputStream errors) {
    super("what Node.js prints");
    this.errors = errors;
    setDaemon(true);
  }

  @Override
  public void run() {
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(errors, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        print(mapper, line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line is an object, see {@code bin/jsii-runtime.js}, or of Node.js itself. */
  private static void print(ObjectMapper mapper, String line) throws IOException {
    try {
      JsonNode printed = mapper.readTree(line);
      print(printed.path("stderr"), System.err);
      print(printed.path("stdout"), System.out);
    } catch (JsonProcessingException e) {
      System.err.println(line);
    }
  }

  private static void print(JsonNode text, PrintStream stream) throws IOException {
    if (text.isTextual()) {
      stream.write(text.binaryValue());
    }
  }

  /** Returns when all of it is printed. */
  public void close() throws InterruptedException {
    join();
  }
}
