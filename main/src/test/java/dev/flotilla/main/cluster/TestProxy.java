package dev.flotilla.main.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on the loopback address, of HTTP or SOCKS 5, that may want a login. */
final class TestProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final String scheme;
  private final String login;

  TestProxy(String scheme, String login) throws IOException {
    this.scheme = scheme;
    this.login = login;
    start(this::accept);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String target =
          scheme.equals("http") ? http(client) : socks(client, client.getOutputStream());
      if (target.isEmpty()) {
        return;
      }
      targets.add(target);
      int colon = target.lastIndexOf(':');
      try (Socket server =
          new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
        start(() -> copy(server, client));
        copy(client, server);
      }
    } catch (IOException e) {
      // The test sees it by the answer that does not come.
    }
  }

  private String http(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) client.getInputStream().read());
    }
    String expected =
        "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    boolean refused = !login.isEmpty() && head.indexOf(expected) < 0;
    String answer = refused ? "HTTP/1.1 407 no\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n";
    client.getOutputStream().write(answer.getBytes(UTF_8));
    return refused ? "" : head.substring("CONNECT ".length(), head.indexOf(" HTTP/1.1"));
  }

  private String socks(Socket client, OutputStream out) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    in.readByte();
    byte[] methods = new byte[in.readUnsignedByte()];
    in.readFully(methods);
    byte method = (byte) (login.isEmpty() ? 0 : 2);
    if (methods[methods.length - 1] < method) {
      out.write(new byte[] {5, (byte) 0xff});
      return "";
    }
    out.write(new byte[] {5, method});
    if (!login.isEmpty()) {
      in.readByte();
      String user = text(in);
      boolean known = (user + ":" + text(in)).equals(login);
      out.write(new byte[] {1, (byte) (known ? 0 : 1)});
      if (!known) {
        return "";
      }
    }
    in.readFully(new byte[4]);
    String target = text(in) + ":" + in.readUnsignedShort();
    out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    return target;
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedByte()];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of them has ended.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy of a test");
    thread.setDaemon(true);
    thread.start();
  }

  List<String> targets() {
    return targets;
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
