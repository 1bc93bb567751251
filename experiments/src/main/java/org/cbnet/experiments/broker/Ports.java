package org.cbnet.experiments.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class Ports {
  private Ports() {}

  /** One that nobody uses at this moment. */
  static int free() throws IOException {
    return check(0);
  }

  /** The port itself where it can be used, a free one for 0. */
  static int check(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IOException(
          "port %d on %s can't be used (%s): choose another, or 0 for a free one"
              .formatted(wanted, EmbeddedBroker.HOST, e.getMessage()),
          e);
    }
  }
}
