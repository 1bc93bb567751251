package org.cbnet.cloud.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a device stands in the order of a roll-out: the same in every instance and at every step,
 * so that a later step holds all devices of the one before; another one for another roll-out, so
 * that it is not always the same devices that go first.
 */
final class Selection {
  private static final double TWO_TO_53 = 0x1p53;

  private Selection() {}

  /** In [0, 1), evenly over devices. */
  static double of(String rollout, String deviceId) {
    byte[] digest = sha256(rollout + "/" + deviceId);
    return (ByteBuffer.wrap(digest).getLong() >>> 11) / TWO_TO_53;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
