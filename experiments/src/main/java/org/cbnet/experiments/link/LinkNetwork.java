package org.cbnet.experiments.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.SplittableRandom;

/**
 * Emulated links between devices and servers on this machine, hundreds of them on two threads: a
 * proxy for TCP, so nobody needs to be root. Of any thread.
 *
 * <p>Bytes leave one after the other at the lane's rate, which all connections of a device share,
 * and arrive by delay and jitter later. A seed makes jitter and outages, for each link by its name.
 */
public final class LinkNetwork implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final long seed;
  private final OwnCost ownCost;
  private final LinkLoop loop;

  /**
   * Starts it without links.
   *
   * @param ownCost what every link takes by itself each way, taken off its delay
   */
  public LinkNetwork(long seed, OwnCost ownCost) {
    this.seed = seed;
    this.ownCost = ownCost;
    long origin = System.nanoTime();
    try {
      this.loop = new LinkLoop("links", () -> System.nanoTime() - origin);
    } catch (IOException e) {
      throw new UncheckedIOException("links can't be emulated without a selector", e);
    }
  }

  /**
   * Starts it, and first measures for a second what a link takes by itself.
   *
   * @throws IOException where no connection can be made on this machine
   */
  public static LinkNetwork calibrated(long seed) throws IOException {
    return new LinkNetwork(seed, Calibration.measure());
  }

  /** What is taken off every delay, since a link takes it by itself. */
  public OwnCost ownCost() {
    return ownCost;
  }

  /**
   * Opens a link to a server on a free port of the loopback address.
   *
   * @param device names the link, and chooses its jitter and outages with the seed
   * @throws IOException where no port can be had
   */
  public Link open(String device, InetSocketAddress server, LinkProfile profile)
      throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    door.configureBlocking(false);
    LinkMeter meter = new LinkMeter();
    SplittableRandom random = new SplittableRandom(31 * seed + device.hashCode());
    LinkCore.Setup setup = new LinkCore.Setup(door, server, random, ownCost, meter);
    LinkCore core = new LinkCore(loop, setup, profile);
    loop.call(core::open);
    return new Link(device, loop, core, (InetSocketAddress) door.getLocalAddress(), meter, profile);
  }

  /** Closes every link, resets their connections and ends the threads. */
  @Override
  public void close() {
    loop.close();
  }
}
