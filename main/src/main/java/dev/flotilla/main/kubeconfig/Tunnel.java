package dev.flotilla.main.kubeconfig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP proxy on the loopback address that leads to one API server, and nowhere else. It is what
 * Java's HTTP client lacks: proxies that want a password, speak TLS or SOCKS, and a server whose
 * certificate has another name than its address. TLS to the API server goes through it untouched.
 */
public final class Tunnel implements AutoCloseable {
  private final URI server;
  private final Proxy proxy;
  private final int timeoutMillis;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private Tunnel(URI server, Proxy proxy, int timeoutMillis) throws IOException {
    this.server = server;
    this.proxy = proxy;
    this.timeoutMillis = timeoutMillis;
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    start("tunnel to " + server.getHost(), this::accept);
  }

  /**
   * Opens a tunnel to {@code server}, which listens on a loopback port.
   *
   * @param proxy the URL of the proxy on the way, or empty
   */
  public static Tunnel open(URI server, String proxy, int timeoutMillis) {
    try {
      return new Tunnel(server, Proxy.of(proxy), timeoutMillis);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback address", e);
    }
  }

  /** Returns the URL of the tunnel, to be used as that of a proxy. */
  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        start("tunnel", () -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      HttpHead.read(client.getInputStream());
      try (Socket upstream = connected(client)) {
        sockets.add(upstream);
        upstream.setSoTimeout(0);
        client.getOutputStream().write(ascii("HTTP/1.1 200 OK\r\n\r\n"));
        start("tunnel", () -> copy(upstream, client));
        copy(client, upstream);
        sockets.remove(upstream);
      }
    } catch (IOException e) {
      // The client notices it by the connection that ends, or by the answer that it got.
    } finally {
      sockets.remove(client);
    }
  }

  private Socket connected(Socket client) throws IOException {
    int port = server.getPort() < 0 ? 443 : server.getPort();
    try {
      return proxy.connect(server.getHost(), port, timeoutMillis);
    } catch (SocketTimeoutException e) {
      throw refused(client, "no answer within " + timeoutMillis / 1000 + " s", e);
    } catch (IOException e) {
      throw refused(client, String.valueOf(e.getMessage()), e);
    }
  }

  private IOException refused(Socket client, String reason, IOException e) throws IOException {
    String line = (proxy.description() + reason).replaceAll("\\p{Cntrl}", " ");
    client.getOutputStream().write(ascii("HTTP/1.1 502 " + line + "\r\n\r\n"));
    failure = line;
    return e;
  }

  private volatile String failure = "";

  /** Returns why the last connection was not made, or empty. */
  public String failure() {
    return failure;
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException | UnsupportedOperationException e) {
      closeQuietly(to);
      closeQuietly(from);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed, or will be with the program.
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(Tunnel::closeQuietly);
  }
}
