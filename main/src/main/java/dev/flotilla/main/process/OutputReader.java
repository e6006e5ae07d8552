package dev.flotilla.main.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a program's output in a thread of its own, so that the program never waits for us. */
final class OutputReader {
  private final StringBuilder text = new StringBuilder();
  private final Thread thread;
  private volatile @Nullable OutOfMemoryError error;

  OutputReader(InputStream stream, Consumer<String> listener) {
    thread = new Thread(() -> read(stream, listener), "output of a program");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(InputStream stream, Consumer<String> listener) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        append(line);
        listener.accept(line);
      }
    } catch (IOException e) {
      // The program was stopped while it wrote; what it had written until then counts.
      append(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      // Callers must not take the part that was read for the whole output.
      error = e;
    }
  }

  private synchronized void append(String line) {
    text.append(line).append('\n');
  }

  synchronized boolean contains(String part) {
    return text.indexOf(part) >= 0;
  }

  /** Returns all of it once the program has closed it. */
  String all() throws InterruptedException {
    thread.join();
    @Nullable OutOfMemoryError ended = error;
    if (ended != null) {
      throw ended;
    }
    synchronized (this) {
      return text.toString();
    }
  }
}
