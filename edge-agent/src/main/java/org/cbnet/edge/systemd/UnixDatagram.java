package org.cbnet.edge.systemd;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Datagrams to a Unix socket, which JDK 17 can't send; constants of {@code <sys/socket.h>} and
 * {@code <sys/un.h>} of Linux.
 */
final class UnixDatagram {
  static final int AF_UNIX = 1;
  static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int FAMILY_BYTES = 2;
  private static final int MAX_PATH_BYTES = 108;

  private UnixDatagram() {}

  /**
   * Sends one, without ever waiting for the receiver.
   *
   * @param path of the socket; {@code @} in front stands for the abstract name space
   */
  static void send(String path, byte[] payload) throws IOException {
    Memory address = address(path);
    try (address;
        Memory data = new Memory(Math.max(1, payload.length))) {
      data.write(0, payload, 0, payload.length);
      int socket = call("socket", AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      try {
        call(
            "sendto",
            socket,
            data,
            new NativeLong(payload.length),
            MSG_DONTWAIT | MSG_NOSIGNAL,
            address,
            (int) address.size());
      } finally {
        call("close", socket);
      }
    } catch (LastErrorException | LinkageError e) {
      throw new IOException("%s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** A {@code struct sockaddr_un} of just the length that the address has. */
  static Memory address(String path) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = path.startsWith("@");
    // A path ends with a zero; an abstract name begins with one.
    int length = name.length + (isAbstract ? 0 : 1);
    if (length > MAX_PATH_BYTES || !(isAbstract || path.startsWith("/"))) {
      throw new IOException("no address of a Unix socket: " + path);
    }
    Memory address;
    try {
      address = new Memory(FAMILY_BYTES + length);
    } catch (LinkageError e) {
      throw new IOException("JNA can't be loaded: " + e, e);
    }
    address.clear();
    address.setShort(0, (short) AF_UNIX);
    address.write(FAMILY_BYTES, name, 0, name.length);
    if (isAbstract) {
      address.setByte(FAMILY_BYTES, (byte) 0);
    }
    return address;
  }

  static int call(String function, Object... arguments) {
    return NativeLibrary.getInstance("c")
        .getFunction(function, Function.THROW_LAST_ERROR)
        .invokeInt(arguments);
  }
}
