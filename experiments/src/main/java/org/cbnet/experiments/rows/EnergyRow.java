package org.cbnet.experiments.rows;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One energy interval of one arm. Null is what the meter does not tell.
 *
 * @param link name of the condition's link
 * @param deviceSpeed of the condition
 * @param session of the process, from 0
 * @param round of the session, from 0
 * @param arm by name
 * @param startNanos of the device's monotonic clock; null in rows of older runs
 * @param durationNanos of the interval
 * @param inferences in it
 * @param grossJoules of the interval
 * @param idleJoules of it that the device takes without work
 * @param uncertaintyJoules of the gross
 * @param source meter or model
 * @param cpuNanos processor time of the agent
 * @param temperatureCelsius of the processor
 * @param throttled whether the processor was slowed
 * @param level frames a second of the block of steady load; null in other turns
 */
@JsonPropertyOrder({
  "link",
  "deviceSpeed",
  "session",
  "round",
  "arm",
  "startNanos",
  "durationNanos",
  "inferences",
  "grossJoules",
  "idleJoules",
  "uncertaintyJoules",
  "source",
  "cpuNanos",
  "temperatureCelsius",
  "throttled",
  "level"
})
public record EnergyRow(
    String link,
    double deviceSpeed,
    int session,
    int round,
    String arm,
    Long startNanos,
    long durationNanos,
    long inferences,
    double grossJoules,
    Double idleJoules,
    Double uncertaintyJoules,
    String source,
    Long cpuNanos,
    Double temperatureCelsius,
    Boolean throttled,
    Double level) {

  /** The same interval with the joules of another meter, which knows nothing of idling. */
  public EnergyRow metered(double joules, double standardUncertaintyJoules, String by) {
    return new EnergyRow(
        link,
        deviceSpeed,
        session,
        round,
        arm,
        startNanos,
        durationNanos,
        inferences,
        joules,
        null,
        standardUncertaintyJoules,
        by,
        cpuNanos,
        temperatureCelsius,
        throttled,
        level);
  }
}
