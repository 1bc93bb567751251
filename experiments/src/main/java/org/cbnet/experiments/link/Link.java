package org.cbnet.experiments.link;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One device's link to one server: connect to {@link #address} in place of the server. Of any
 * thread; a change or a close is in force when the method returns.
 *
 * <p>In an outage connections are kept and nothing moves in either direction; where it ends all
 * goes on as it was, as after packets that were lost and sent again. New connections get no byte
 * through until then. The kernel of this machine answers their handshake at once, so it is not the
 * connect that waits but the first byte.
 */
public final class Link implements AutoCloseable {
  private final String name;
  private final LinkLoop loop;
  private final LinkCore core;
  private final InetSocketAddress address;
  private final LinkMeter meter;
  private volatile LinkProfile profile;

  Link(
      String name,
      LinkLoop loop,
      LinkCore core,
      InetSocketAddress address,
      LinkMeter meter,
      LinkProfile profile) {
    this.name = name;
    this.loop = loop;
    this.core = core;
    this.address = address;
    this.meter = meter;
    this.profile = profile;
  }

  /** Whose link it is. */
  public String name() {
    return name;
  }

  /** Where the device connects to. */
  public InetSocketAddress address() {
    return address;
  }

  /** The same for who speaks HTTP. */
  public URI url() {
    return URI.create(
        "http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  /** What it is like now. */
  public LinkProfile profile() {
    return profile;
  }

  /** What has gone over it since it was opened. */
  public LinkCounts counts() {
    return meter.read();
  }

  /**
   * Makes it another link at once, with its connections: what has not left yet goes on at the new
   * rate, what is on its way arrives as it would have. Outages are counted from now.
   */
  public void change(LinkProfile changed) {
    loop.call(() -> core.change(changed));
    profile = changed;
  }

  /** Whether it stands still in an outage. */
  public boolean isDown() {
    AtomicBoolean down = new AtomicBoolean();
    loop.call(() -> down.set(core.isDown()));
    return down.get();
  }

  /** Resets its connections and frees its port. */
  @Override
  public void close() {
    loop.call(() -> loop.remove(core));
  }
}
