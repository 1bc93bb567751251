package org.cbnet.experiments.fleet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A strategy with its bundle and configuration, and roughly how it does on a Raspberry Pi 4.
 *
 * @param strategy by name
 * @param modelHash of its bundle
 * @param configHash of its configuration
 * @param medianNanos time on the device of a frame that leaves early, or of every frame
 * @param earlyShare share of frames that leave by an early exit
 * @param accuracy share of frames that it gets right
 */
record Arm(
    String strategy,
    String modelHash,
    String configHash,
    long medianNanos,
    double earlyShare,
    double accuracy) {
  /** The four that paired runs compare. */
  static final List<Arm> PAIRED =
      List.of(
          of("edge-full", "a", 340_000, 0, 0.917),
          of("early-exit", "a", 150_000, 0.74, 0.903),
          of("cbnet-paper", "a", 360_000, 0, 0.901),
          of("cbnet", "a", 70_000, 0, 0.924));

  // Two configurations of one strategy, as in the middle of a roll-out.
  private static final Arm ROLLED_OUT = of("cbnet", "b", 70_000, 0, 0.924);
  private static final int[] FIELD_SHARES_PERCENT = {10, 15, 5, 60};

  /** What a device in the field runs: most run {@code cbnet}. */
  static Arm ofField(int percentile) {
    int sum = 0;
    for (int i = 0; i < FIELD_SHARES_PERCENT.length; i++) {
      sum += FIELD_SHARES_PERCENT[i];
      if (percentile < sum) {
        return PAIRED.get(i);
      }
    }
    return ROLLED_OUT;
  }

  private static Arm of(
      String strategy, String config, long medianNanos, double earlyShare, double accuracy) {
    return new Arm(
        strategy,
        hash("bundle of " + strategy),
        hash("configuration " + config + " of " + strategy).substring(0, 16),
        medianNanos,
        earlyShare,
        accuracy);
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
