package org.cbnet.cloud.query;

import java.time.Instant;
import org.cbnet.cloud.comparison.StrategyRow.LatencyMicros;
import org.cbnet.cloud.device.Tally;

/**
 * What a device did in a minute or an hour of event time.
 *
 * @param start of it, ISO 8601
 * @param results classified and failed
 * @param failed of these, without a label
 * @param labelled classified, and the true label is known
 * @param correct of the labelled, predicted right
 * @param offloaded results with bytes sent to the cloud
 * @param fellBack results answered locally in place of the cloud
 * @param meanMicros of the times from pixels to label; null where there are none
 * @param latencyMicros quantiles within 2 %; null where there are none, and in minutes
 */
public record DeviceCounters(
    String start,
    long results,
    long failed,
    long labelled,
    long correct,
    long offloaded,
    long fellBack,
    Double meanMicros,
    LatencyMicros latencyMicros) {
  static DeviceCounters of(Tally tally, boolean isHour) {
    return new DeviceCounters(
        Instant.ofEpochSecond(tally.startSeconds()).toString(),
        tally.results(),
        tally.failed(),
        tally.labelled(),
        tally.correct(),
        tally.offloaded(),
        tally.fellBack(),
        tally.timed() == 0 ? null : tally.meanMicros(),
        isHour ? tally.latencies().map(LatencyMicros::of).orElse(null) : null);
  }
}
