package dev.flotilla.main.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Writes whole lines of UTF-8, without secrets and without control sequences for a terminal, except
 * colors, which OpenTofu's plan has.
 */
final class CleanOutput extends OutputStream {
  private static final Pattern CONTROL_SEQUENCES =
      Pattern.compile(
          "\\x1b(?!\\[[0-9;]*m)(\\[[0-?]*["
              + " -/]*[@-~]|\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)?|[@-_])?|[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f\\x{80}-\\x{9f}]");

  private final PrintStream target;
  private final LiveSteps live;
  private final SecretMask secrets;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private CleanOutput(PrintStream target, LiveSteps live, SecretMask secrets) {
    this.target = target;
    this.live = live;
    this.secrets = secrets;
  }

  static PrintStream of(PrintStream target, LiveSteps live, SecretMask secrets) {
    return new PrintStream(new CleanOutput(target, live, secrets), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int c) {
    line.write(c);
    if (c == '\n') {
      writeLine();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void writeLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    live.print(target, secrets.mask(CONTROL_SEQUENCES.matcher(text).replaceAll("")));
  }

  /** A line that has not ended is kept: a secret may continue in what follows. */
  @Override
  public void flush() {
    target.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    writeLine();
    target.close();
  }
}
