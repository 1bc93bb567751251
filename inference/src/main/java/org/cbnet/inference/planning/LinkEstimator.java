package org.cbnet.inference.planning;

import java.util.Optional;

/**
 * Learns round trip and bandwidth from what questions of different sizes took on their way.
 *
 * <p>A line by least squares, in which a sample counts a tenth less with each later one. What lies
 * far off, by what samples are off in general, is moved nearer, so that one late packet bends
 * nothing; three in a row, all above or all below, are another link: the past is forgotten and
 * learnt anew from these (the change point of Edgent's dynamic mode, Li et al., IEEE TWC 2020).
 * Where all samples are of about one size the slope can't be told and stays as it was. Used by one
 * thread.
 */
public final class LinkEstimator {
  private static final double DECAY = 0.9;
  private static final double FAR = 0.3;
  private static final double FAR_NANOS = 500_000;
  // Of how far samples are off on average: where all are, none is another link.
  private static final double FAR_DEVIATIONS = 4;
  private static final double DEVIATION_SHARE = 0.1;
  private static final int SAMPLES_OF_A_CHANGE = 3;
  // Fewer say too little of the line for anything to be far off it.
  private static final double WEIGHT_OF_FOUR = 1 + DECAY + DECAY * DECAY + DECAY * DECAY * DECAY;
  // Sizes whose standard deviation is below this tell nothing about the slope.
  private static final double LEAST_SPREAD_BYTES = 100;

  private final double[] changeBytes = new double[SAMPLES_OF_A_CHANGE];
  private final double[] changeNanos = new double[SAMPLES_OF_A_CHANGE];
  private int changing;
  private double weight;
  private double meanBytes;
  private double meanNanos;
  private double spread;
  private double together;
  private double nanosPerByte;
  private double deviationNanos;
  private long changes;

  /** What is known; empty before the first sample. */
  public Optional<LinkEstimate> estimate() {
    return weight == 0
        ? Optional.empty()
        : Optional.of(new LinkEstimate(baseNanos(), nanosPerByte));
  }

  /** How often the past was forgotten because the link was another. */
  public long changes() {
    return changes;
  }

  /** Forgets all; for a link of which nothing came for long. */
  public void forget() {
    weight = 0;
    spread = 0;
    together = 0;
    changing = 0;
  }

  /**
   * Adds a sample.
   *
   * @param bytesUp of the question
   * @param networkNanos from sending to the answer, less what the cloud says it took
   */
  public void add(double bytesUp, double networkNanos) {
    double nanos = Math.max(0, networkNanos);
    if (weight < WEIGHT_OF_FOUR) {
      learn(bytesUp, nanos);
      return;
    }
    double expected = baseNanos() + bytesUp * nanosPerByte;
    double room = Math.max(Math.max(FAR * expected, FAR_NANOS), FAR_DEVIATIONS * deviationNanos);
    double off = nanos - expected;
    deviationNanos += DEVIATION_SHARE * (Math.min(Math.abs(off), room) - deviationNanos);
    if (Math.abs(off) <= room) {
      changing = 0;
      learn(bytesUp, nanos);
    } else if (isChange(bytesUp, nanos, off)) {
      startAgain();
    } else {
      learn(bytesUp, expected + Math.copySign(room, off));
    }
  }

  private boolean isChange(double bytesUp, double nanos, double off) {
    if (changing > 0) {
      int last = changing - 1;
      double before = changeNanos[last] - (baseNanos() + changeBytes[last] * nanosPerByte);
      changing = Math.signum(before) == Math.signum(off) ? changing : 0;
    }
    changeBytes[changing] = bytesUp;
    changeNanos[changing] = nanos;
    changing++;
    return changing == SAMPLES_OF_A_CHANGE;
  }

  private void startAgain() {
    changes++;
    forget();
    for (int i = 0; i < SAMPLES_OF_A_CHANGE; i++) {
      learn(changeBytes[i], changeNanos[i]);
    }
  }

  // Weighted means and sums of products around them, updated as West (CACM 22(9), 1979) does.
  private void learn(double bytesUp, double nanos) {
    weight = DECAY * weight + 1;
    double share = 1 / weight;
    double bytesOff = bytesUp - meanBytes;
    double nanosOff = nanos - meanNanos;
    boolean first = weight == 1;
    meanBytes = first ? bytesUp : meanBytes + share * bytesOff;
    meanNanos = first ? nanos : meanNanos + share * nanosOff;
    spread = first ? 0 : DECAY * spread + (1 - share) * bytesOff * bytesOff;
    together = first ? 0 : DECAY * together + (1 - share) * bytesOff * nanosOff;
    if (spread > weight * LEAST_SPREAD_BYTES * LEAST_SPREAD_BYTES) {
      nanosPerByte = Math.max(0, together / spread);
    }
    // A line through the mean must not start below zero.
    nanosPerByte = meanBytes == 0 ? nanosPerByte : Math.min(nanosPerByte, meanNanos / meanBytes);
  }

  private double baseNanos() {
    return Math.max(0, meanNanos - nanosPerByte * meanBytes);
  }
}
