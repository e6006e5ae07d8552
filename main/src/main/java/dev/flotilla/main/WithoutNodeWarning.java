package dev.flotilla.main;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Standard error without jsii's warning that the support of Node.js 20 has ended: it works all the
 * same.
 *
 * <p>An environment variable would silence jsii, but Java cannot set one for what a library starts.
 * jsii copies what Node.js prints line by line, and its warnings have a frame of exclamation marks.
 */
final class WithoutNodeWarning extends PrintStream {
  private static final Pattern EDGE = Pattern.compile("!{9,}");
  private static final String OF_NODE_20 = " node v20.";

  private final PrintStream original;
  private final List<String> frame = new ArrayList<>();

  WithoutNodeWarning(PrintStream original) {
    super(original, true);
    this.original = original;
  }

  @Override
  public synchronized void println(@Nullable String text) {
    String line = String.valueOf(text);
    // jsii passes on a line with its end.
    boolean isEdge = EDGE.matcher(line.strip()).matches();
    if (frame.isEmpty() ? !isEdge : !line.startsWith("!!")) {
      printFrame();
      original.println(line);
      return;
    }
    frame.add(line);
    if (isEdge && frame.size() > 1) {
      if (frame.stream().anyMatch(framed -> framed.contains(OF_NODE_20))) {
        frame.clear();
      }
      printFrame();
    }
  }

  private void printFrame() {
    frame.forEach(original::println);
    frame.clear();
  }
}
