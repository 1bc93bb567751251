package org.cbnet.cloud.pairing;

import java.util.Objects;

/**
 * The id of a frame, taken apart so that neighbouring frames are kept and sent together.
 *
 * <p>{@code kmnist-test-0042} is 42 after {@code kmnist-test-00}: no two ids are the same number
 * after the same prefix. A frame without a number at its end is by itself.
 *
 * @param prefix before the number
 * @param number at the end; -1 where there is none
 */
public record FrameNumber(String prefix, long number) {
  /** Frames of a bucket. */
  public static final int BUCKET_FRAMES = 64;

  private static final int BUCKET_BITS = 6;
  // So wide that a shuffled batch goes into few records, so narrow that partitions share a round.
  private static final int SPAN_BITS = 12;
  private static final int MAX_DIGITS = 18;

  public FrameNumber {
    Objects.requireNonNull(prefix, "prefix is null");
    if (number < -1) {
      throw new IllegalArgumentException("number must be >= -1: " + number);
    }
  }

  /** Of a frame's id. */
  public static FrameNumber of(String frameId) {
    int end = frameId.length();
    int start = end;
    while (start > 0 && end - start < MAX_DIGITS && isDigit(frameId.charAt(start - 1))) {
      start--;
    }
    if (start == end) {
      return new FrameNumber(frameId, -1);
    }
    // Leading zeros belong to the prefix, lest a-7 and a-07 be one frame.
    while (start < end - 1 && frameId.charAt(start) == '0') {
      start++;
    }
    return new FrameNumber(frameId.substring(0, start), Long.parseLong(frameId, start, end, 10));
  }

  /** Which bucket of its prefix holds a number. */
  public static long bucket(long number) {
    return number >> BUCKET_BITS;
  }

  /** The place of a number within its bucket. */
  public static int place(long number) {
    return (int) number & BUCKET_FRAMES - 1;
  }

  /** Which span of its prefix holds a number: all of a span is in one partition. */
  static long span(long number) {
    return number >> SPAN_BITS;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
