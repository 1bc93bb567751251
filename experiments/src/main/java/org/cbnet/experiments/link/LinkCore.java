package org.cbnet.experiments.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A link within the loop: lanes, time and connections. Of the loop's thread. */
final class LinkCore {
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final Agenda agenda = new Agenda();
  private final LinkLoop loop;
  private final Setup setup;
  private final Lane up;
  private final Lane down;
  private final LinkTime time;
  private final Set<Connection> connections = new HashSet<>();
  private SelectionKey doorKey;

  /** What does not change of a link. */
  record Setup(
      ServerSocketChannel door,
      SocketAddress server,
      SplittableRandom random,
      OwnCost ownCost,
      LinkMeter meter) {}

  LinkCore(LinkLoop loop, Setup setup, LinkProfile profile) {
    this.loop = loop;
    this.setup = setup;
    long now = loop.now();
    this.time = new LinkTime(profile.outages(), setup.random().split(), now);
    this.up = new Lane(serializer(profile.up(), now), agenda);
    this.down = new Lane(serializer(profile.down(), now), agenda);
  }

  private Serializer serializer(LaneProfile profile, long now) {
    Jitter jitter = new Jitter(setup.random().split());
    return new Serializer(profile, jitter, setup.ownCost(), now);
  }

  /** Takes connections from now on. */
  void open() {
    try {
      doorKey =
          setup
              .door()
              .register(loop.selector(), SelectionKey.OP_ACCEPT, (LinkLoop.Ready) this::accept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    loop.add(this);
  }

  /** Does all that was due by now, outages in their place; gives the link's time. */
  long reach(long now) {
    while (time.nextChange() <= now) {
      agenda.run(time.at(time.nextChange()));
      time.change();
    }
    agenda.run(time.at(now));
    return time.at(now);
  }

  /** When, by the clock, there is something to do next. */
  long next() {
    return Math.min(time.nextChange(), time.real(agenda.next()));
  }

  void change(LinkProfile profile) {
    long now = loop.now();
    long at = reach(now);
    time.plan(profile.outages(), setup.random().split(), now);
    up.change(profile.up(), at);
    down.change(profile.down(), at);
    reach(now);
  }

  boolean isDown() {
    return time.isDown();
  }

  private void accept(long now) {
    long at = reach(now);
    try {
      for (SocketChannel next = setup.door().accept(); next != null; next = setup.door().accept()) {
        Connection connection = new Connection(this, next, setup.server());
        connections.add(connection);
        setup.meter().opened();
        connection.start(at);
      }
    } catch (IOException e) {
      loop.complain("a connection could not be accepted, next try in 1 s", e);
      doorKey.interestOps(0);
      agenda.add(at + PAUSE_NANOS, later -> doorKey.interestOps(SelectionKey.OP_ACCEPT));
    }
  }

  void close() {
    Sockets.close(setup.door());
    List.copyOf(connections).forEach(Connection::reset);
  }

  void forget(Connection connection) {
    connections.remove(connection);
    setup.meter().closed();
  }

  Pipe.Track trackUp() {
    return new Pipe.Track(up, agenda, setup.meter().up(), buffer());
  }

  Pipe.Track trackDown() {
    return new Pipe.Track(down, agenda, setup.meter().down(), buffer());
  }

  /** What the kernel may keep of a connection on each side, so that thin links fill early. */
  int socketBytes() {
    return Math.max(up.profile().queueBytes(), down.profile().queueBytes());
  }

  Agenda agenda() {
    return agenda;
  }

  Lane up() {
    return up;
  }

  Lane down() {
    return down;
  }

  Selector selector() {
    return loop.selector();
  }

  private ByteBuffer buffer() {
    return loop.buffer();
  }
}
