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
    long durationNanos,
    long inferences,
    double grossJoules,
    Double idleJoules,
    Double uncertaintyJoules,
    String source,
    Long cpuNanos,
    Double temperatureCelsius,
    Boolean throttled,
    Double level) {}
