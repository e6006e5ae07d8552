package dev.flotilla.main.kubeconfig;

import java.io.IOException;
import java.io.InputStream;

/** The lines that an HTTP request or answer begins with. */
final class HttpHead {
  private static final int MAX_LENGTH = 64 * 1024;

  private HttpHead() {}

  /** Reads the head and nothing of the body, and returns its first line. */
  static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0 || head.length() > MAX_LENGTH) {
        throw new IOException("the connection ended");
      }
      head.append((char) c);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }
}
