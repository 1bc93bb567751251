package org.cbnet.edge.systemd;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The receiving end of a notification socket. */
public final class NotifySocket implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int TIMEVAL_BYTES = 16;
  private static final long TIMEOUT_SECONDS = 20;

  private final String path;
  private final int socket;

  /** Binds to a path, or with {@code @} in front to an abstract name. */
  public NotifySocket(String path) throws IOException {
    this.path = path;
    this.socket = UnixDatagram.call("socket", UnixDatagram.AF_UNIX, UnixDatagram.SOCK_DGRAM, 0);
    try (Memory address = UnixDatagram.address(path);
        Memory timeout = new Memory(TIMEVAL_BYTES)) {
      UnixDatagram.call("bind", socket, address, (int) address.size());
      timeout.clear();
      timeout.setLong(0, TIMEOUT_SECONDS);
      UnixDatagram.call(
          "setsockopt", socket, SOL_SOCKET, SO_RCVTIMEO, timeout, (int) timeout.size());
    }
  }

  /** The next message. */
  public String receive() {
    try (Memory data = new Memory(4_096)) {
      int length = UnixDatagram.call("recv", socket, data, new NativeLong(data.size()), 0);
      return new String(data.getByteArray(0, length), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    UnixDatagram.call("close", socket);
    if (path.startsWith("/")) {
      Files.deleteIfExists(Path.of(path));
    }
  }
}
