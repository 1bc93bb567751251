package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What the offload server counted in a while: {@code received = answered + expiredAtDoor +
 * expiredInQueue + other}, where nothing is open.
 *
 * @param received requests
 * @param answered with a label
 * @param expiredAtDoor refused before they were queued: there was no time for them
 * @param expiredInQueue their time was over before their run began
 * @param other undecodable, unknown or failed
 * @param open still waiting at the end
 * @param computedLate images whose time was over when their run began
 * @param computedInVain images whose time was over when their run ended
 * @param mostQueueBytes that waited at once, since the server's start
 */
record ServerFigures(
    long received,
    long answered,
    long expiredAtDoor,
    long expiredInQueue,
    long other,
    long open,
    long computedLate,
    long computedInVain,
    long mostQueueBytes) {
  private static final String PREFIX = "cbnet_offload_";

  /** The difference of two readings. */
  static ServerFigures between(Map<String, Double> before, Map<String, Double> after) {
    Reading change = name -> value(after, name) - value(before, name);
    long expired = outcome(change, "expired");
    long atDoor = refusals(change, "busy") + refusals(change, "budget");
    return new ServerFigures(
        change.of("received_total"),
        outcome(change, "answered"),
        atDoor,
        expired - atDoor,
        outcome(change, "undecodable") + outcome(change, "unknown") + outcome(change, "failed"),
        value(after, "open"),
        change.of("images_late_total{at=\"begin\"}"),
        change.of("images_late_total{at=\"end\"}"),
        value(after, "queue_bytes_most"));
  }

  /** Whether every request is in one counter. */
  boolean addsUp() {
    return received == answered + expiredAtDoor + expiredInQueue + other && open == 0;
  }

  void put(ObjectNode node) {
    node.put("received", received)
        .put("answered", answered)
        .put("expiredAtDoor", expiredAtDoor)
        .put("expiredInQueue", expiredInQueue)
        .put("other", other)
        .put("open", open)
        .put("computedLate", computedLate)
        .put("computedInVain", computedInVain)
        .put("mostQueueBytes", mostQueueBytes);
  }

  private interface Reading {
    long of(String name);
  }

  private static long outcome(Reading change, String outcome) {
    return change.of("requests_total{outcome=\"" + outcome + "\"}");
  }

  private static long refusals(Reading change, String reason) {
    return change.of("refusals{reason=\"" + reason + "\"}");
  }

  private static long value(Map<String, Double> reading, String name) {
    return Math.round(reading.getOrDefault(PREFIX + name, 0.0));
  }
}
