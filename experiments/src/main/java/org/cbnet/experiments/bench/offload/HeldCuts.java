package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.bench.device.Quantiles;
import org.cbnet.experiments.bench.device.Turn;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.PlanListener;

/** Measures cuts that are held fast, in turns. */
final class HeldCuts {
  private static final int FRAMES = 15;
  private static final double MICROS_PER_MILLI = 1e3;

  private final Contender partition;
  private final Way way;
  private final Duration deadline;

  HeldCuts(Contender partition, Way way, Duration deadline) {
    this.partition = partition;
    this.way = way;
    this.deadline = deadline;
  }

  CutDuel compare(String first, String second, LinkProfile firstLink, LinkProfile secondLink)
      throws IOException {
    List<Double> there = medians(first, second, firstLink);
    List<Double> then = medians(first, second, secondLink);
    return new CutDuel(there.get(0), there.get(1), then.get(0), then.get(1));
  }

  private List<Double> medians(String first, String second, LinkProfile link) throws IOException {
    way.change(link);
    try (Turn one = open(first);
        Turn other = open(second)) {
      one.warm(partition.images().frame(0));
      other.warm(partition.images().frame(0));
      for (int i = 0; i < FRAMES; i++) {
        one.take(partition.images().frame(i % partition.images().size()), 1);
        other.take(partition.images().frame(i % partition.images().size()), 1);
      }
      return List.of(millis(one), millis(other));
    }
  }

  private Turn open(String cut) throws BundleException {
    return new Turn(
        partition.open(way.offloader(), deadline, Optional.of(id(cut)), PlanListener.NONE));
  }

  private String id(String cut) throws BundleException {
    List<Cut> cuts = Partition.of(partition.bundle()).cuts();
    return cut.equals(FrameRecord.DEVICE) ? cuts.get(cuts.size() - 1).id() : cut;
  }

  private static double millis(Turn turn) {
    return Quantiles.median(turn.micros()) / MICROS_PER_MILLI;
  }
}
