package com.skillforge.analytics.testing.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One loopback port before two servers: a connection that begins with a TLS handshake goes to one
 * of them, any other to the other. BigQuery's clients know one endpoint for both REST and gRPC.
 */
public final class SharedPort implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 0x16;

  private final ServerSocket front;
  private final int tlsPort;
  private final int plainPort;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public SharedPort(int tlsPort, int plainPort) {
    this.tlsPort = tlsPort;
    this.plainPort = plainPort;
    try {
      front = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public int port() {
    return front.getLocalPort();
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        threads.execute(() -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      InputStream in = client.getInputStream();
      int first = in.read();
      if (first < 0) {
        close(client);
        return;
      }
      Socket server =
          new Socket(
              InetAddress.getLoopbackAddress(), first == TLS_HANDSHAKE ? tlsPort : plainPort);
      open.add(server);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      server.getOutputStream().write(first);
      threads.execute(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      close(client);
    }
  }

  /** Hands bytes on until one side ends; then both end. */
  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has gone: so does the other.
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(this::close);
    threads.shutdownNow();
  }
}
