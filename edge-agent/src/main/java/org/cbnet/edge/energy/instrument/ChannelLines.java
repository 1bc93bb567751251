package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Lines of a device, each as soon as it is there: the JDK's readers wait until their buffer is full
 * where the channel is a file's. A line beyond 4,096 bytes is cut, so that a stream without line
 * ends does not fill the heap.
 */
final class ChannelLines {
  private static final int BUFFER_BYTES = 8_192;
  private static final int MAX_LINE = 4_096;

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  ChannelLines(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** The next line; null at the end, where a line that has no end is lost. */
  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (!buffer.hasRemaining() && !fill()) {
        return null;
      }
      char c = (char) (buffer.get() & 0xff);
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() < MAX_LINE) {
        line.append(c);
      }
    }
  }

  private boolean fill() throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    buffer.flip();
    return count > 0;
  }
}
