package org.cbnet.cloud.bundle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key of a record with a piece of a file. By content, so that a file is stored once, however many
 * releases and bundles have it.
 *
 * @param sha256 of the whole file
 * @param index of the piece, from 0
 */
record Chunk(String sha256, int index) {
  /** Of every chunk but a file's last; a record of twice that would still pass a broker's limit. */
  static final int BYTES = 512 << 10;

  private static final Pattern KEY = Pattern.compile("file:([0-9a-f]{64}):([0-9]{1,6})");

  String key() {
    return "file:%s:%d".formatted(sha256, index);
  }

  /** Where it begins in the file. */
  long position() {
    return (long) index * BYTES;
  }

  /** How many a file has. */
  static int count(BundleFile file) {
    return Math.toIntExact((file.bytes() + BYTES - 1) / BYTES);
  }

  static Optional<Chunk> of(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches()
        ? Optional.of(new Chunk(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
