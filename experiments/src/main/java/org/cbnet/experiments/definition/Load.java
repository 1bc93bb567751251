package org.cbnet.experiments.definition;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How often the camera has frames: as fast as they are taken, at one pace, or at several levels of
 * steady load, each for a time of its own, from which energy is told.
 *
 * @param framesPerSecond none for as fast as possible, one for a pace, several for levels; 0 among
 *     several is idling
 * @param blockSeconds how long a level lasts each time; 0 where there are none
 */
public record Load(List<Double> framesPerSecond, double blockSeconds) {
  /** Frame after frame. */
  public static final Load AS_FAST_AS_POSSIBLE = new Load(List.of(), 0);

  public Load {
    framesPerSecond = List.copyOf(framesPerSecond);
    if (framesPerSecond.size() > 1 != blockSeconds > 0) {
      throw new IllegalArgumentException(
          "several levels and a time for each, or neither: %s, %s"
              .formatted(framesPerSecond, blockSeconds));
    }
  }

  /** One pace for all. */
  public static Load paced(double framesPerSecond) {
    return new Load(List.of(framesPerSecond), 0);
  }

  /** Whether each arm works at several levels. */
  public boolean hasLevels() {
    return framesPerSecond.size() > 1;
  }

  /** The one pace; empty for as fast as possible, and for levels. */
  public OptionalDouble pace() {
    return framesPerSecond.size() == 1
        ? OptionalDouble.of(framesPerSecond.get(0))
        : OptionalDouble.empty();
  }

  /** Levels at which there are frames, in their order. */
  public List<Double> busyLevels() {
    return hasLevels() ? framesPerSecond.stream().filter(rate -> rate > 0).toList() : List.of();
  }

  /** Frames of one block. */
  public int framesOfBlock(double rate) {
    return (int) Math.floor(rate * blockSeconds);
  }
}
