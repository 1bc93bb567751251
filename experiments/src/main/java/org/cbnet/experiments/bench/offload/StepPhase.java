package org.cbnet.experiments.bench.offload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What happened from one step of the link to the next.
 *
 * @param link its name
 * @param tally of the frames that began in it
 * @param cut of most frames of the second half
 * @param secondsToCut from the step to the answer of the first frame with another cut than before
 *     it; NaN where there was none
 * @param decisions for other cuts
 * @param unsettled of these, after {@link #SETTLING}
 */
record StepPhase(
    String link, FrameTally tally, String cut, double secondsToCut, int decisions, int unsettled) {
  /** After so long nothing is to change any more. */
  static final Duration SETTLING = Duration.ofSeconds(5);

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * @param decidedNanos when other cuts were decided for
   * @param fromNanos when it began
   * @param before the cut that was used before
   */
  static StepPhase of(
      String link,
      List<FrameRecord> frames,
      List<Long> decidedNanos,
      long fromNanos,
      String before) {
    String cut = mostUsed(frames.subList(frames.size() / 2, frames.size()));
    double seconds =
        frames.stream()
            .filter(each -> !each.cut().equals(before))
            .mapToDouble(each -> (each.endedNanos() - fromNanos) / NANOS_PER_SECOND)
            .findFirst()
            .orElse(Double.NaN);
    int unsettled =
        (int) decidedNanos.stream().filter(at -> at - fromNanos > SETTLING.toNanos()).count();
    return new StepPhase(
        link,
        FrameTally.of(frames, StepTrial.DEADLINE),
        cut,
        seconds,
        decidedNanos.size(),
        unsettled);
  }

  private static String mostUsed(List<FrameRecord> frames) {
    return frames.stream()
        .collect(Collectors.groupingBy(FrameRecord::cut, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("none");
  }
}
