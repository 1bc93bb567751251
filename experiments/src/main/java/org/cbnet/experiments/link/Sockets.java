package org.cbnet.experiments.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** How this side's sockets are. */
final class Sockets {
  private Sockets() {}

  /** Sends at once, and bounds what the kernel keeps on either side of the link. */
  static void prepare(SocketChannel channel, int bytes) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, bytes);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
  }

  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be done with it.
    }
  }
}
