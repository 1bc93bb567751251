package org.cbnet.edge.capture.stream;

/** What a {@link Splitter} found next in a stream. */
sealed interface Chunk {

  /** The bytes of one image. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Image(byte[] bytes) implements Chunk {}

  /** What began as an image and is none; reason and detail as in {@code Capture.Skipped}. */
  record Broken(String reason, String detail) implements Chunk {}

  /** The stream has ended. */
  record End() implements Chunk {}
}
