package org.cbnet.experiments.bench.offload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.experiments.bench.offload.FrameRecord.Answerer;
import org.cbnet.experiments.link.Outage;

/**
 * How soon the cloud answered again after outages.
 *
 * @param outages that began while frames came
 * @param seconds from each return of the link to the first answer of the cloud
 * @param missed returns after which it did not answer within {@link #MOST}
 * @param unjudged outages whose return came too late, or whose link was gone again too soon, to
 *     tell
 */
record Returns(int outages, List<Double> seconds, int missed, int unjudged) {
  /** Within which the cloud is to answer again. */
  static final Duration MOST = Duration.ofSeconds(5);

  private static final double NANOS_PER_SECOND = 1e9;

  Returns {
    seconds = List.copyOf(seconds);
    if (outages != seconds.size() + missed + unjudged) {
      throw new IllegalArgumentException(
          "%d outages, but %d returns, %d missed and %d unjudged"
              .formatted(outages, seconds.size(), missed, unjudged));
    }
  }

  /**
   * @param beginNanos from which outages are counted
   * @param frames in their order
   */
  static Returns of(List<Outage> outages, long beginNanos, List<FrameRecord> frames) {
    long end = frames.isEmpty() ? beginNanos : frames.get(frames.size() - 1).endedNanos();
    List<Double> seconds = new ArrayList<>();
    int seen = 0;
    int missed = 0;
    for (int i = 0; i < outages.size(); i++) {
      if (beginNanos + outages.get(i).start().toNanos() - end >= 0) {
        break;
      }
      seen++;
      long back = beginNanos + outages.get(i).end().toNanos();
      long next = i + 1 < outages.size() ? beginNanos + outages.get(i + 1).start().toNanos() : end;
      OptionalDouble answered = firstAnswer(frames, back, Math.min(next, end));
      answered.ifPresent(seconds::add);
      boolean told = Math.min(next, end) - back >= MOST.toNanos();
      missed += answered.isEmpty() && told ? 1 : 0;
    }
    return new Returns(seen, seconds, missed, seen - seconds.size() - missed);
  }

  /** The slowest; 0 of none. */
  double mostSeconds() {
    return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  // A frame whose answer was held up and came with the link shows that the link is back, not that
  // frames ask again: only one that began later does.
  private static OptionalDouble firstAnswer(List<FrameRecord> frames, long from, long to) {
    return frames.stream()
        .filter(each -> each.answerer() == Answerer.CLOUD)
        .filter(each -> each.beganNanos() - from >= 0 && each.endedNanos() - to <= 0)
        .mapToDouble(each -> (each.endedNanos() - from) / NANOS_PER_SECOND)
        .findFirst();
  }
}
