package org.cbnet.edge.capture.stream;

import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into frames of a fixed number of bytes. */
final class RawSplitter implements Splitter {
  private final InputStream in;
  private final int frameBytes;

  RawSplitter(InputStream in, int frameBytes) {
    this.in = in;
    this.frameBytes = frameBytes;
  }

  @Override
  public Chunk next() throws IOException {
    byte[] frame = in.readNBytes(frameBytes);
    if (frame.length == frameBytes) {
      return new Chunk.Image(frame);
    }
    return frame.length == 0
        ? new Chunk.End()
        : new Chunk.Broken(
            "truncated",
            "the stream ends after %d of a frame's %d bytes".formatted(frame.length, frameBytes));
  }
}
