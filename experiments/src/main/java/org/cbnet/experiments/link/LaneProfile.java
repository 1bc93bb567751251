package org.cbnet.experiments.link;

import java.time.Duration;

/**
 * One direction of a link, shared by all connections of a device.
 *
 * @param bitsPerSecond rate at which payload leaves, headers not counted
 * @param delay from leaving to arriving, at least
 * @param jitter mean of what comes on top of the delay; see {@link Jitter}
 * @param queueBytes payload that waits to leave at most, as in a router's buffer; when it is full
 *     the link stops reading, and TCP's windows fill
 */
public record LaneProfile(long bitsPerSecond, Duration delay, Duration jitter, int queueBytes) {
  // Ethernet's payload less the headers of IP and TCP with timestamps.
  private static final int PACKET_BYTES = 1448;
  static final int MOST_BYTES = 64 * 1024;
  private static final long QUANTA_PER_SECOND = 500;

  /** Refuses what can't be a link, naming the value and what would do. */
  public LaneProfile {
    if (bitsPerSecond < 1_000 || bitsPerSecond > 100_000_000_000L) {
      throw new IllegalArgumentException(
          "rate of %d bit/s is out of range: give 1000 to 100000000000".formatted(bitsPerSecond));
    }
    checkTime("delay", delay);
    checkTime("jitter", jitter);
    if (queueBytes < quantum(bitsPerSecond)) {
      throw new IllegalArgumentException(
          "queue of %d bytes holds less than is sent at once at %d bit/s: give at least %d"
              .formatted(queueBytes, bitsPerSecond, quantum(bitsPerSecond)));
    }
  }

  private static void checkTime(String name, Duration time) {
    if (time.isNegative() || time.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "%s of %s is out of range: give 0 to 1 minute".formatted(name, time));
    }
  }

  /** Bytes that leave together at most: a packet, or what the link sends in two milliseconds. */
  int quantum() {
    return quantum(bitsPerSecond);
  }

  private static int quantum(long bitsPerSecond) {
    long bytes = bitsPerSecond / Byte.SIZE / QUANTA_PER_SECOND;
    return (int) Math.max(PACKET_BYTES, Math.min(MOST_BYTES, bytes));
  }

  /** How long so many bytes take to leave. */
  long nanosFor(long bytes) {
    return Math.round(bytes * Byte.SIZE * 1e9 / bitsPerSecond);
  }

  /** What of one connection may be between its two ends: the queue and what is on its way. */
  long mostUnderway() {
    double flight = delay.toNanos() + (double) Jitter.MOST_MEANS * jitter.toNanos();
    return queueBytes + Math.round(flight / 1e9 * bitsPerSecond / Byte.SIZE) + MOST_BYTES;
  }
}
