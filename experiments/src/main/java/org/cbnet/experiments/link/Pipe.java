package org.cbnet.experiments.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of one connection: reads when its lane has room, and writes what has arrived, in
 * order. Reads nothing while more is underway than the lane can hold, as when the receiver does not
 * read. Of the loop's thread.
 */
final class Pipe {
  private final Connection connection;
  private final SelectionKey source;
  private final SelectionKey sink;
  private final Track track;
  private final Deque<Chunk> flight = new ArrayDeque<>();
  private long underway;
  private long lastArrival;
  private boolean ended;
  private boolean finished;

  /** What a pipe runs on; the buffer is anybody's between two calls. */
  record Track(Lane lane, Agenda agenda, LinkMeter.Counter counter, ByteBuffer buffer) {}

  Pipe(Connection connection, SelectionKey source, SelectionKey sink, Track track) {
    this.connection = connection;
    this.source = source;
    this.sink = sink;
    this.track = track;
  }

  /** Takes bytes from now on, where there is anything to take. */
  void open() {
    if (source.isValid() && !ended) {
      source.interestOpsOr(SelectionKey.OP_READ);
    }
  }

  void readable(long time) {
    if (track.lane().room() == 0) {
      stopReading();
      track.lane().await(this);
      return;
    }
    take(time);
    if (ended || isFull()) {
      stopReading();
    }
  }

  /** There is room, for bytes that were there at that time. */
  void takeWaiting(long time) {
    if (!source.isValid() || ended) {
      return;
    }
    if (take(time) && !isFull()) {
      track.lane().await(this);
    } else if (!isFull()) {
      open();
    }
  }

  /** Its bytes have left the lane. */
  void fly(Chunk chunk) {
    if (!sink.isValid()) {
      return;
    }
    lastArrival = Math.max(lastArrival, chunk.arrival());
    chunk.arriveAt(lastArrival);
    flight.add(chunk);
    if (flight.size() == 1) {
      track.agenda().add(lastArrival, this::deliver);
    }
  }

  void writable(long time) {
    sink.interestOpsAnd(~SelectionKey.OP_WRITE);
    deliver(time);
  }

  /** Whether the end of what was sent has been handed on. */
  boolean isFinished() {
    return finished;
  }

  /** Gives up what is underway. */
  void close() {
    track.counter().lose(underway);
    underway = 0;
    flight.clear();
  }

  // Whether as much was there as could be taken, so that there may be more.
  private boolean take(long time) {
    int room = track.lane().room();
    ByteBuffer buffer = track.buffer().clear().limit(room);
    try {
      int read = ((SocketChannel) source.channel()).read(buffer);
      if (read < 0) {
        end(Chunk.Ending.CLOSED, time);
      } else if (read > 0) {
        track.counter().take(read);
        underway += read;
        track.lane().add(Chunk.of(this, buffer.flip()), time);
      }
      return read == room;
    } catch (IOException e) {
      end(Chunk.Ending.RESET, time);
      return false;
    }
  }

  private void end(Chunk.Ending ending, long time) {
    ended = true;
    track.lane().add(Chunk.end(this, ending), time);
  }

  private void stopReading() {
    source.interestOpsAnd(~SelectionKey.OP_READ);
  }

  private boolean isFull() {
    return underway > track.lane().profile().mostUnderway();
  }

  private void deliver(long time) {
    while (!flight.isEmpty() && flight.element().arrival() <= time) {
      if (!write(flight.element())) {
        return;
      }
      finish(flight.remove().ending());
    }
    if (!flight.isEmpty()) {
      track.agenda().add(flight.element().arrival(), this::deliver);
    }
  }

  // Whether all of it could be written; the rest waits until the receiver has room.
  private boolean write(Chunk chunk) {
    boolean wasFull = isFull();
    try {
      int written = ((SocketChannel) sink.channel()).write(chunk.bytes());
      track.counter().deliver(written);
      underway -= written;
    } catch (IOException e) {
      connection.reset();
      return false;
    }
    if (wasFull && !isFull()) {
      open();
    }
    if (chunk.bytes().hasRemaining()) {
      sink.interestOpsOr(SelectionKey.OP_WRITE);
      return false;
    }
    return true;
  }

  private void finish(Chunk.Ending ending) {
    if (ending == Chunk.Ending.RESET) {
      connection.reset();
    } else if (ending == Chunk.Ending.CLOSED) {
      finished = true;
      connection.finishWriting((SocketChannel) sink.channel());
    }
  }
}
