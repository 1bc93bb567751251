package org.cbnet.cloud.comparison;

import java.util.Comparator;
import java.util.Objects;
import org.cbnet.cloud.stats.RoundKey;

/**
 * A row of the comparison.
 *
 * @param name strategy by name
 * @param model bundle
 * @param config configuration
 * @param board board key
 * @param linkProfile emulated link; empty where the link is real
 */
public record StrategyKey(
    String name, String model, String config, String board, String linkProfile)
    implements Comparable<StrategyKey> {
  private static final Comparator<StrategyKey> ORDER =
      Comparator.comparing(StrategyKey::name)
          .thenComparing(StrategyKey::model)
          .thenComparing(StrategyKey::config)
          .thenComparing(StrategyKey::board)
          .thenComparing(StrategyKey::linkProfile);

  public StrategyKey {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(model, "model is null");
    Objects.requireNonNull(config, "config is null");
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(linkProfile, "linkProfile is null");
  }

  /** The row of a round's part. */
  public static StrategyKey of(RoundKey key) {
    return new StrategyKey(
        key.strategy(), key.modelHash(), key.configHash(), key.board(), key.linkProfile());
  }

  /** Whether one can be the other's baseline: another board or link is no slower strategy. */
  boolean isComparable(StrategyKey other) {
    return board.equals(other.board) && linkProfile.equals(other.linkProfile);
  }

  @Override
  public int compareTo(StrategyKey other) {
    return ORDER.compare(this, other);
  }
}
