package org.cbnet.trainer.evaluation.accuracy;

import java.util.Base64;
import java.util.BitSet;

/**
 * Which frames of a test set were answered rightly, as text: bit i of byte i / 8, least first, is
 * frame i; Base64 (RFC 4648). Comparisons of two networks frame by frame need it.
 */
final class RightFrames {
  private RightFrames() {}

  /** The text for a test set of so many frames. */
  static String write(BitSet right, int frames) {
    byte[] bytes = new byte[(frames + 7) / 8];
    byte[] set = right.toByteArray();
    if (right.length() > frames) {
      throw new IllegalArgumentException(
          "frame %d of %d is right".formatted(right.length() - 1, frames));
    }
    System.arraycopy(set, 0, bytes, 0, set.length);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads such a text.
   *
   * @throws IllegalArgumentException where it is none for so many frames
   */
  static BitSet read(String text, int frames) {
    byte[] bytes = Base64.getDecoder().decode(text);
    BitSet right = BitSet.valueOf(bytes);
    if (bytes.length != (frames + 7) / 8 || right.length() > frames) {
      throw new IllegalArgumentException(
          "%d bytes of right answers for %d frames".formatted(bytes.length, frames));
    }
    return right;
  }
}
