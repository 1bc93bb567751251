package org.cbnet.cloud.pairing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packs longs, small ones into few bytes: seven bits a byte, the lowest first. Not thread-safe. */
final class LongWriter {
  private static final int MAX_BYTES = 10;
  private static final int LOW_BITS = 0x7F;

  private byte[] bytes = new byte[128];
  private int size;

  LongWriter add(long value) {
    if (bytes.length - size < MAX_BYTES) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = value;
    while ((rest & ~LOW_BITS) != 0) {
      bytes[size++] = (byte) ((rest & LOW_BITS) | ~LOW_BITS);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Adds a number that may be below 0. */
  LongWriter addSigned(long value) {
    return add((value << 1) ^ (value >> 63));
  }

  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes, 0, size);
  }
}
