package com.skillforge.analytics.ops.metrics;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines that are sent one by one, and not waited for. The first that cannot be is a warning. */
final class UdpLines implements Consumer<String>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpLines.class);

  private final String agent;
  private final @Nullable DatagramSocket socket;
  private @Nullable InetSocketAddress address;
  private boolean failed;

  private UdpLines(String agent, @Nullable DatagramSocket socket) {
    this.agent = agent;
    this.socket = socket;
  }

  /**
   * Prepares to send.
   *
   * @param agent host and port
   */
  static UdpLines to(String agent) {
    try {
      return new UdpLines(agent, new DatagramSocket());
    } catch (SocketException e) {
      LOG.warn("--dogstatsd={}: nothing can be sent: {}", agent, e.getMessage());
      return new UdpLines(agent, null);
    }
  }

  @Override
  public synchronized void accept(String line) {
    if (socket == null || failed) {
      return;
    }
    try {
      if (address == null) { // here, and not before: a name may take its time
        int colon = agent.lastIndexOf(':');
        address =
            new InetSocketAddress(
                agent.substring(0, colon), Integer.parseInt(agent.substring(colon + 1)));
      }
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, address));
    } catch (IOException | IllegalArgumentException e) {
      failed = true;
      LOG.warn("--dogstatsd={}: metrics of this run do not arrive: {}", agent, e.getMessage());
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
