package org.cbnet.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.avro.util.Utf8;

/**
 * Names that come with record after record, as one String each: it is not made anew, has its hash,
 * and is equal to itself at first sight.
 *
 * <p>A table that forgets: each name has two places, and of three that share them one goes. Where
 * many go it doubles, up to {@link #MAX_PLACES}: a partition's devices bring three names each, and
 * a table that is too small for them would make each of their names anew. Several threads may use
 * it without a lock, since a String is safe however it is handed over.
 */
final class Names {
  static final int MAX_PLACES = 1 << 17;

  private static final int FIRST_PLACES = 1 << 12;
  private static final int MAX_BYTES = 128;

  private String[] names = new String[FIRST_PLACES];
  private int gone;

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
    String[] table = names;
    int place = place(hash, table);
    String known = table[place];
    if (known != null && is(known, bytes, length)) {
      return known;
    }
    String other = table[place ^ 1];
    if (other != null && is(other, bytes, length)) {
      return other;
    }
    String fresh = text(text);
    table[place] = fresh;
    if (known != null) {
      table[place ^ 1] = known;
      if (other != null) {
        forgotten(table);
      }
    }
    return fresh;
  }

  private static int place(int hash, String[] table) {
    // Names differ in a digit or two; the golden ratio spreads them over the table.
    int spread = hash * 0x9E3779B9;
    return (spread ^ spread >>> 16) & table.length - 1;
  }

  private void forgotten(String[] table) {
    gone++;
    if (gone < table.length / 4 || table.length == MAX_PLACES) {
      return;
    }
    String[] larger = new String[2 * table.length];
    for (String name : table) {
      if (name != null) {
        // The bytes of ASCII, which is all that is found again, have the same hash.
        larger[place(name.hashCode(), larger)] = name;
      }
    }
    names = larger;
    gone = 0;
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
