package org.cbnet.experiments.broker;

import java.io.IOException;

/**
 * A listener of the broker's for one emulated device, which tells its clients to come back to
 * another port: that of the device's link. A Kafka client stays on the address that it was given
 * only for its first request, then it uses what the listener advertises.
 *
 * @param device whose it is
 * @param port where the broker listens, for the link to connect to
 * @param advertisedPort where the broker says that it is, which is the link
 */
public record DeviceListener(String device, int port, int advertisedPort) {

  /** Opens what stands before the broker's port. */
  @FunctionalInterface
  public interface Front {
    /** Gives the port that the device is to use. */
    int open(int brokerPort) throws IOException;
  }

  /** Refuses names that the wire contract does not know, and what is no port. */
  public DeviceListener {
    if (!device.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "device '%s' can't be: give 1 to 64 of A-Z a-z 0-9 . _ -".formatted(device));
    }
    checkPort(device, port);
    checkPort(device, advertisedPort);
  }

  /**
   * One on a free port, with a link before it.
   *
   * @param front is given the broker's port, opens the link and gives the link's port
   */
  public static DeviceListener behind(String device, Front front) throws IOException {
    int port = Ports.free();
    return new DeviceListener(device, port, front.open(port));
  }

  /** What a client on the device connects to. */
  public String bootstrapServers() {
    return EmbeddedBroker.HOST + ":" + advertisedPort;
  }

  private static void checkPort(String device, int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "port %d of device %s is none: give 1 to 65535".formatted(port, device));
    }
  }
}
