package org.cbnet.experiments.bench.map;

import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.link.LaneProfile;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.planning.CutCost;

/** How long cells will take, about: what their frames take by profile and link. */
final class MapEstimate {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int REPLY_BYTES = 300;
  // Of asking and answering beside the link: request, queue, threads that wake up.
  private static final double ASKING_NANOS = 2e6;
  // Opens its sessions, and tails in the cloud at its first frame.
  private static final double OPENING_NANOS = 150e6;
  // A profile's frames are warm ones, one after the other.
  private static final double COLD = 1.5;
  // Up for 20 s and gone for 3; and a connection has to be made anew.
  private static final double OUTAGES = 1.25;

  private final MapPlan plan;

  MapEstimate(MapPlan plan) {
    this.plan = plan;
  }

  /** Seconds of a cell. */
  double seconds(Backbone backbone, double speed, LinkProfile link) {
    double all = 0;
    double least = Double.POSITIVE_INFINITY;
    for (CutCost cost : backbone.costs()) {
      if (cost.cut().hasTail() && link.equals(LinkProfiles.OFFLINE)) {
        continue;
      }
      double frame = frameNanos(cost.onDevice(speed), link);
      least = Math.min(least, frame);
      all += link.equals(LinkProfiles.OFFLINE) ? 0 : CellTrial.LEARNING_NANOS;
      all += OPENING_NANOS + plan.rounds() * plan.frames() * frame;
    }
    all += OPENING_NANOS + plan.rounds() * (plan.frames() + CellTrial.LEARNING_FRAMES) * least;
    all += finals(least);
    return (link.equals(LinkProfiles.FLAKY) ? OUTAGES * all : all) / NANOS_PER_SECOND;
  }

  // Of the best, partition, and mostly one more.
  private double finals(double least) {
    double turn = Math.max(plan.frames() * least, (double) CellTrial.FINAL_TURN_NANOS);
    double round = 3 * turn + CellTrial.LEARNING_FRAMES * least;
    return Math.min(plan.finals() * round, (double) CellTrial.FINALS_NANOS);
  }

  private static double frameNanos(CutCost cost, LinkProfile link) {
    double device = COLD * cost.deviceNanos();
    if (!cost.cut().hasTail()) {
      return device;
    }
    double way =
        link.up().delay().toNanos()
            + link.down().delay().toNanos()
            + link.up().jitter().toNanos()
            + link.down().jitter().toNanos()
            + nanos(cost.bytesUp(), link.up())
            + nanos(REPLY_BYTES, link.down());
    return device + way + ASKING_NANOS + COLD * cost.cloudNanos();
  }

  private static double nanos(double bytes, LaneProfile lane) {
    return bytes * Byte.SIZE * NANOS_PER_SECOND / lane.bitsPerSecond();
  }
}
