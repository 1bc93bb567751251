package org.cbnet.experiments.bench.offload;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param phase of STEP, each
 * @param frames of OUTAGE, each strategy over each transport and link
 * @param away how long OUTAGE's link is gone, and there between
 * @param devices of CROWD
 * @param load of CROWD, each measurement
 * @param fleet devices whose results the aggregates count beside CROWD
 * @param seed of links, outages and phases
 */
record OffloadSizes(
    Duration phase, int frames, Duration away, int devices, Duration load, int fleet, long seed) {
  private static final int MOST_DEVICES = 1_000;

  OffloadSizes {
    above("--phase", phase);
    above("--away", away);
    above("--load", load);
    if (frames < 1 || devices < 1 || devices > MOST_DEVICES || fleet < 1) {
      throw new IllegalArgumentException(
          "--frames %d, --devices %d, --fleet %d: give at least 1, and at most %d devices"
              .formatted(frames, devices, fleet, MOST_DEVICES));
    }
  }

  private static void above(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("%s %s: give more than 0".formatted(name, value));
    }
  }
}
