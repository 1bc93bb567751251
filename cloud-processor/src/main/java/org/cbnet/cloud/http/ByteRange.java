package org.cbnet.cloud.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as asked for by {@code Range} (RFC 9110, 14.1.2).
 *
 * @param start first byte
 * @param length bytes; 0 where none of them exists
 */
record ByteRange(long start, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

  /**
   * Reads the header.
   *
   * @param size of the whole file
   * @return nothing where the whole is to be sent: there is no header, or one that need not be
   *     understood, such as one of several ranges
   */
  static Optional<ByteRange> parse(String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header);
    if (!matcher.matches() || header.equals("bytes=-")) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      long length = Math.min(Long.parseLong(matcher.group(2)), size);
      return Optional.of(new ByteRange(size - length, length));
    }
    long start = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    if (!matcher.group(2).isEmpty() && last < start) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(start, Math.max(0, Math.min(last, size - 1) - start + 1)));
  }
}
