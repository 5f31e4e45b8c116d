package com.skillforge.analytics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port before a server that lets the first connection through and refuses all others: for the
 * second, the server has gone.
 */
public final class FirstConnection implements AutoCloseable {
  private final ServerSocket front;
  private final int port;

  private FirstConnection(ServerSocket front, int port) {
    this.front = front;
    this.port = port;
  }

  /** Opens it before a server of the loopback. */
  public static FirstConnection to(int port) {
    try {
      FirstConnection first =
          new FirstConnection(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), port);
      start(first::serve);
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return front.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "first-connection");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try (Socket client = front.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      front.close();
      start(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands bytes on until one side ends; then both end. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      return; // the other side has ended
    }
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
