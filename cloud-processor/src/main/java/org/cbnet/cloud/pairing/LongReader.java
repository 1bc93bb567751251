package org.cbnet.cloud.pairing;

import java.nio.ByteBuffer;

/** Reads what {@link LongWriter} has packed. Not thread-safe. */
final class LongReader {
  private final ByteBuffer bytes;

  LongReader(ByteBuffer bytes) {
    this.bytes = bytes.duplicate();
  }

  boolean hasNext() {
    return bytes.hasRemaining();
  }

  long next() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  long nextSigned() {
    long value = next();
    return value >>> 1 ^ -(value & 1);
  }
}
