package dev.flotilla.main.kubeconfig;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A proxy on the way to an API server: none, or one of HTTP, HTTPS or SOCKS 5. */
final class Proxy {
  private final @Nullable URI url;

  private Proxy(@Nullable URI url) {
    this.url = url;
  }

  /** Returns the one of a URL, or none if that is empty. */
  static Proxy of(String url) {
    return new Proxy(url.isEmpty() ? null : URI.create(url));
  }

  /** Returns what a message about it begins with. */
  String description() {
    return url == null ? "" : "proxy %s: ".formatted(url.getHost() + ":" + port(url));
  }

  /** Returns a connection to a host, as if there were no proxy. */
  Socket connect(String host, int port, int timeoutMillis) throws IOException {
    if (url == null) {
      return plain(host, port, timeoutMillis);
    }
    Socket socket = plain(url.getHost(), port(url), timeoutMillis);
    try {
      if (url.getScheme().equals("https")) {
        socket = secured(socket, url.getHost(), port(url));
      }
      if (url.getScheme().startsWith("socks5")) {
        socks(socket, host, port);
      } else {
        http(socket, host, port);
      }
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static int port(URI url) {
    int standard =
        switch (url.getScheme()) {
          case "http" -> 80;
          case "https" -> 443;
          default -> 1080;
        };
    return url.getPort() < 0 ? standard : url.getPort();
  }

  private static Socket plain(String host, int port, int timeoutMillis) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(host.replaceAll("^\\[|\\]$", ""), port), timeoutMillis);
    socket.setSoTimeout(timeoutMillis);
    return socket;
  }

  private static Socket secured(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private void http(Socket socket, String host, int port) throws IOException {
    String target = host + ":" + port;
    String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
    String login = login();
    if (!login.isEmpty()) {
      byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
      request += "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
    }
    OutputStream out = socket.getOutputStream();
    out.write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    String answer = HttpHead.read(socket.getInputStream());
    if (!answer.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
      throw new IOException("it answers '" + answer.replaceFirst("^HTTP/1\\.[01] ", "") + "'");
    }
  }

  /** RFC 1928, and RFC 1929 for a proxy that wants a password; the proxy looks the host up. */
  private void socks(Socket socket, String host, int port) throws IOException {
    OutputStream out = socket.getOutputStream();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    String login = login();
    out.write(login.isEmpty() ? new byte[] {5, 1, 0} : new byte[] {5, 2, 0, 2});
    in.readByte();
    int method = in.readUnsignedByte();
    if (method == 2) {
      int colon = login.indexOf(':');
      out.write(1);
      writeText(out, login.substring(0, colon));
      writeText(out, login.substring(colon + 1));
      in.readByte();
      if (in.readUnsignedByte() != 0) {
        throw new IOException("it refuses the user or the password");
      }
    } else if (method != 0) {
      throw new IOException("it requires another login method");
    }
    out.write(new byte[] {5, 1, 0, 3});
    writeText(out, host.replaceAll("^\\[|\\]$", ""));
    out.write(new byte[] {(byte) (port >> 8), (byte) port});
    in.readByte();
    int answer = in.readUnsignedByte();
    if (answer != 0) {
      throw new IOException("it cannot connect to " + host + ":" + port + ", code " + answer);
    }
    in.readByte();
    int rest =
        switch (in.readUnsignedByte()) {
          case 1 -> 4;
          case 4 -> 16;
          default -> in.readUnsignedByte();
        };
    in.readFully(new byte[rest + 2]);
  }

  private static void writeText(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length);
    out.write(bytes);
  }

  /** Returns user and password with a colon between, or empty. */
  private String login() {
    String raw = url == null || url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
    String login = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    return login.isEmpty() || login.contains(":") ? login : login + ":";
  }
}
