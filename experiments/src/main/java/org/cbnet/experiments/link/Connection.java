package org.cbnet.experiments.link;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection of a device, and the one to the server that stands for it. It takes a round trip
 * until its first byte may go, as a handshake does. Of the loop's thread.
 */
final class Connection {
  private final LinkCore link;
  private final SelectionKey device;
  private final SocketAddress server;
  private SelectionKey serverKey;
  private Pipe up;
  private Pipe down;
  private boolean closed;

  Connection(LinkCore link, SocketChannel accepted, SocketAddress server) throws IOException {
    this.link = link;
    this.server = server;
    this.device = register(accepted);
  }

  /** The device has asked for it. */
  void start(long time) {
    link.agenda().add(time + link.up().delayNanos(), this::connect);
  }

  /** Breaks it on both sides; what is underway is lost. */
  void reset() {
    breakOff(device);
    breakOff(serverKey);
    close();
  }

  void finishWriting(SocketChannel receiver) {
    try {
      receiver.shutdownOutput();
    } catch (IOException e) {
      reset();
      return;
    }
    if (up.isFinished() && down.isFinished()) {
      close();
    }
  }

  void close() {
    if (closed) {
      return;
    }
    closed = true;
    Sockets.close(device.channel());
    if (serverKey != null) {
      Sockets.close(serverKey.channel());
    }
    if (up != null) {
      up.close();
      down.close();
    }
    link.forget(this);
  }

  private void connect(long time) {
    if (closed) {
      return;
    }
    try {
      SocketChannel channel = SocketChannel.open();
      serverKey = register(channel);
      if (channel.connect(server)) {
        connected(time);
      } else {
        serverKey.interestOps(SelectionKey.OP_CONNECT);
      }
    } catch (IOException e) {
      refuse(time);
    }
  }

  private void finishConnect(long time) {
    try {
      ((SocketChannel) serverKey.channel()).finishConnect();
      connected(time);
    } catch (IOException e) {
      refuse(time);
    }
  }

  private void connected(long time) {
    up = new Pipe(this, device, serverKey, link.trackUp());
    down = new Pipe(this, serverKey, device, link.trackDown());
    serverKey.interestOps(0);
    down.open();
    link.agenda().add(time + link.down().delayNanos(), at -> up.open());
  }

  private void refuse(long time) {
    if (serverKey != null) {
      serverKey.cancel();
    }
    link.agenda().add(time + link.down().delayNanos(), at -> reset());
  }

  private SelectionKey register(SocketChannel channel) throws IOException {
    try {
      Sockets.prepare(channel, link.socketBytes());
    } catch (IOException e) {
      Sockets.close(channel);
      throw e;
    }
    SelectionKey key = channel.register(link.selector(), 0);
    key.attach((LinkLoop.Ready) now -> ready(key, link.reach(now)));
    return key;
  }

  private void ready(SelectionKey key, long time) {
    if (key.isValid() && key.isConnectable()) {
      finishConnect(time);
    }
    if (key.isValid() && key.isReadable()) {
      (key == device ? up : down).readable(time);
    }
    if (key.isValid() && key.isWritable()) {
      (key == device ? down : up).writable(time);
    }
  }

  private static void breakOff(SelectionKey key) {
    if (key == null || !key.channel().isOpen()) {
      return;
    }
    try {
      ((SocketChannel) key.channel()).setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // It is broken already.
    }
  }
}
