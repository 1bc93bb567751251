package org.cbnet.experiments.method;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The load levels that blocks were measured at. Blocks of one level never have quite the same rate:
 * a level ends where the next rate is more than 5 % of the highest above the last.
 */
final class LoadLevels {
  static final int LEAST = 4;
  private static final double GAP = 0.05;

  private LoadLevels() {}

  /**
   * Refuses blocks that can't tell what an inference takes.
   *
   * @throws IllegalArgumentException naming what is missing
   */
  static void require(List<EnergyBlock> blocks, int voidBlocks) {
    if (isEnough(blocks)) {
      return;
    }
    SortedSet<Double> levels = lowestRates(blocks);
    boolean isIdleIncluded = isIdleIncluded(blocks);
    throw new IllegalArgumentException(
        "energy needs blocks at %d load levels, idle among them: %s%s; %d blocks count, %d throttled ones are void"
            .formatted(
                LEAST,
                levels.isEmpty()
                    ? "there is none"
                    : "there are %d (%s a second)".formatted(levels.size(), text(levels)),
                isIdleIncluded ? "" : ", and no idle block",
                blocks.size(),
                voidBlocks));
  }

  static boolean isEnough(List<EnergyBlock> blocks) {
    return lowestRates(blocks).size() >= LEAST && isIdleIncluded(blocks);
  }

  private static boolean isIdleIncluded(List<EnergyBlock> blocks) {
    return blocks.stream().anyMatch(block -> block.inferences() == 0);
  }

  /** The lowest rate of each level, inferences a second. */
  static SortedSet<Double> lowestRates(List<EnergyBlock> blocks) {
    List<Double> rates =
        blocks.stream().map(EnergyBlock::perSecond).sorted(Comparator.naturalOrder()).toList();
    SortedSet<Double> levels = new TreeSet<>();
    double last = Double.NEGATIVE_INFINITY;
    for (double rate : rates) {
      if (rate - last > GAP * rates.get(rates.size() - 1)) {
        levels.add(rate);
      }
      last = rate;
    }
    return levels;
  }

  private static String text(SortedSet<Double> levels) {
    return levels.stream()
        .map(level -> String.format(Locale.ROOT, "%.3g", level))
        .collect(Collectors.joining(", "));
  }
}
