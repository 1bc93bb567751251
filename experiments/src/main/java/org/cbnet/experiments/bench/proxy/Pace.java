package org.cbnet.experiments.bench.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The pace at which bytes arrive, between two arrivals, after a start that is left out. */
final class Pace {
  private static final long START_NANOS = Duration.ofMillis(700).toNanos();
  private static final long WINDOW_NANOS = Duration.ofMillis(2_500).toNanos();

  private Pace() {}

  /** Bits a second. */
  static double of(InputStream in) throws IOException {
    byte[] block = new byte[64 * 1024];
    read(in, block);
    readUntil(in, block, System.nanoTime() + START_NANOS);
    long start = System.nanoTime();
    long bytes = readUntil(in, block, start + WINDOW_NANOS);
    return bytes * Byte.SIZE * 1e9 / (System.nanoTime() - start);
  }

  private static long readUntil(InputStream in, byte[] block, long end) throws IOException {
    long bytes = 0;
    while (System.nanoTime() - end < 0) {
      bytes += read(in, block);
    }
    return bytes;
  }

  private static int read(InputStream in, byte[] block) throws IOException {
    int read = in.read(block);
    if (read < 0) {
      throw new EOFException("the sender stopped while its pace was measured");
    }
    return read;
  }
}
