package org.cbnet.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.avro.util.Utf8;

/**
 * Names that come with record after record, as one String each: it is not made anew, has its hash,
 * and is equal to itself at first sight.
 *
 * <p>A table that forgets: a name takes the place of another one with the same hash. Several
 * threads may use it without a lock, since a String is safe however it is handed over.
 */
final class Names {
  private static final int PLACES = 4_096;
  private static final int MAX_BYTES = 128;

  private final String[] names = new String[PLACES];

  String of(Utf8 text) {
    byte[] bytes = text.getBytes();
    int length = text.getByteLength();
    if (length > MAX_BYTES) {
      return text(text);
    }
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    String known = names[place];
    if (known != null && is(known, bytes, length)) {
      return known;
    }
    String fresh = text(text);
    names[place] = fresh;
    return fresh;
  }

  /** A String of its own. */
  static String text(Utf8 text) {
    return new String(text.getBytes(), 0, text.getByteLength(), StandardCharsets.UTF_8);
  }

  // Of ASCII alone: a byte of another character is below 0, and no character is.
  private static boolean is(String known, byte[] bytes, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
