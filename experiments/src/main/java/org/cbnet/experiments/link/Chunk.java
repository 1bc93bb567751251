package org.cbnet.experiments.link;

import java.nio.ByteBuffer;

/** Bytes that travel together, or the end of their connection, which keeps its place among them. */
final class Chunk {
  /** What follows behind a chunk's bytes. */
  enum Ending {
    NONE,
    CLOSED,
    RESET
  }

  private final Pipe pipe;
  private final ByteBuffer bytes;
  private final Ending ending;
  private final int length;
  private long since;
  private long arrival;

  private Chunk(Pipe pipe, ByteBuffer bytes, Ending ending) {
    this.pipe = pipe;
    this.bytes = bytes;
    this.ending = ending;
    this.length = bytes.remaining();
  }

  static Chunk of(Pipe pipe, ByteBuffer read) {
    byte[] copy = new byte[read.remaining()];
    read.get(copy);
    return new Chunk(pipe, ByteBuffer.wrap(copy), Ending.NONE);
  }

  static Chunk end(Pipe pipe, Ending ending) {
    return new Chunk(pipe, ByteBuffer.allocate(0), ending);
  }

  Pipe pipe() {
    return pipe;
  }

  /** What is not written yet. */
  ByteBuffer bytes() {
    return bytes;
  }

  Ending ending() {
    return ending;
  }

  int length() {
    return length;
  }

  /** Since when it is there to be sent, in the link's time. */
  long since() {
    return since;
  }

  void waitSince(long time) {
    since = time;
  }

  /** In the link's time. */
  long arrival() {
    return arrival;
  }

  void arriveAt(long time) {
    arrival = time;
  }
}
