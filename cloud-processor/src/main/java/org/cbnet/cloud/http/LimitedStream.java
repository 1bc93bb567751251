package org.cbnet.cloud.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Bytes up to a limit; the next one is an exception. */
final class LimitedStream extends FilterInputStream {
  private final Supplier<? extends RuntimeException> tooLong;
  private long left;

  LimitedStream(InputStream in, long most, Supplier<? extends RuntimeException> tooLong) {
    super(in);
    this.left = most;
    this.tooLong = tooLong;
  }

  @Override
  public int read() throws IOException {
    return counted(super.read(), 1);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    return counted(count, count);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private int counted(int answer, int count) {
    left -= answer < 0 ? 0 : count;
    if (left < 0) {
      throw tooLong.get();
    }
    return answer;
  }
}
