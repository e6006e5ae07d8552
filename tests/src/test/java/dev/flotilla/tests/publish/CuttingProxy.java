package dev.flotilla.tests.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server, and cuts all connections after a number of bytes: in the middle of a
 * request or of an answer, just as when a process and its machine go at that moment.
 */
final class CuttingProxy implements AutoCloseable {
  private static final int BUFFER = 4096;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private long left;
  private long passed;
  private Runnable atTheCut = () -> {};

  /** Stands before {@code address}, host and port. */
  CuttingProxy(String address) throws IOException {
    this.host = address.replaceFirst(":.*", "");
    this.port = Integer.parseInt(address.replaceFirst(".*:", ""));
    start(this::accept);
  }

  /** Returns host and port. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Lets {@code bytes} pass, in both directions together; then calls {@code action} once. */
  synchronized void cutAfter(long bytes, Runnable action) {
    left = bytes;
    passed = 0;
    atTheCut = action;
  }

  /** Returns how many bytes have passed since. */
  synchronized long passed() {
    return passed;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket target = new Socket(host, port);
        sockets.add(client);
        sockets.add(target);
        start(() -> copy(client, target));
        start(() -> copy(target, client));
      } catch (IOException e) {
        // Closed, here or there.
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int allowed = allow(read);
        out.write(buffer, 0, allowed);
        out.flush();
        if (allowed < read) {
          cut();
        }
      }
    } catch (IOException e) {
      // One side has ended the connection.
    }
  }

  private synchronized int allow(int bytes) {
    int allowed = (int) Math.min(bytes, left);
    left -= allowed;
    passed += allowed;
    return allowed;
  }

  private void cut() throws IOException {
    Runnable action;
    synchronized (this) {
      action = atTheCut;
      atTheCut = () -> {};
    }
    action.run();
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
